package oncall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that runs to its end by itself, in an environment made from nothing. */
record Child(Path home, List<String> command) {
    /** Says that the program is about to begin: what the shell takes to get there is not counted. */
    static final String BEGIN = "echo began; exec \"$@\"";

    private ProcessBuilder prepared() {
        List<String> words = new ArrayList<>(List.of("sh", "-c", BEGIN, "sh"));
        words.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "LANG", "C.UTF-8"));
        return builder;
    }

    /** From its beginning to its end, in nanoseconds. */
    long time() throws IOException {
        Process process = prepared().start();
        try (InputStream out = process.getInputStream()) {
            out.readNBytes("began\n".length());
            long began = System.nanoTime();
            byte[] said = out.readAllBytes();
            long ended = System.nanoTime();
            if (exit(process) != 0) {
                throw new AssertionError(command + " ended with " + exit(process) + ":\n" + new String(said));
            }
            return ended - began;
        }
    }

    /** The most memory it held, in MiB, looked at as often as can be; 0 where the system does not tell. */
    long peak() throws IOException {
        Process process =
                prepared().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peak(process.pid()));
        }
        return peak;
    }

    /** The most memory that a running process has held so far, in MiB. */
    static long peak(long pid) throws IOException {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException ended) {
            if (!"No such process".equals(ended.getMessage())) {
                throw ended;
            }
        }
        return 0;
    }

    private static int exit(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
