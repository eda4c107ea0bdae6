package oncall.secret;

/** How much a text looks like chance. */
final class Entropy {
    private Entropy() {}

    /** Shannon entropy in bits per character, counted over the characters of the text; 0 for an empty one. */
    static double of(String text) {
        int[] counts = new int[128];
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < counts.length) {
                counts[c]++;
            } else {
                others++;
            }
        }
        double bits = share(others, text.length());
        for (int count : counts) {
            bits += share(count, text.length());
        }
        return bits;
    }

    private static double share(int count, int all) {
        if (count == 0) {
            return 0;
        }
        double share = (double) count / all;
        return -share * Math.log(share) / Math.log(2);
    }
}
