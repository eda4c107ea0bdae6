package oncall.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown page of ours, as a list of fenced blocks. In a block marked `console` a line that begins with `$ ` is a
 * command and the lines below it are what it prints. A line that begins with `> ` is typed into the program that waits, a
 * lone `>` is Enter. `...` stands for any text within a line, and alone on a line for any number of lines. A block under a
 * paragraph that is a path is that file.
 */
record Page(String name, List<String> lines, List<Block> blocks) {
    /** A fenced block: the number of its first line, from 1, the word behind the fence, the file named above it, or "". */
    record Block(int line, String language, String file, List<String> lines) {
        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    /** A command of a console block and what stands below it. */
    record Shown(int line, String command, List<String> below) {
        /** What is typed, in order; the prompt that a block may end with is not answered. */
        List<String> typed() {
            List<String> typed = new ArrayList<>();
            for (String each : below) {
                if (each.equals(">") || each.startsWith("> ")) {
                    typed.add(each.substring(1).strip());
                }
            }
            if (endsWaiting()) {
                typed.remove(typed.size() - 1);
            }
            return typed;
        }

        boolean isDialogue() {
            return below.stream().anyMatch(each -> each.equals(">") || each.startsWith("> "));
        }

        boolean endsWaiting() {
            return !below.isEmpty() && below.get(below.size() - 1).equals(">");
        }
    }

    static Page of(String path) {
        try {
            List<String> lines = Files.readAllLines(Path.of(path));
            return new Page(path, lines, blocks(path, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Block> blocks(String path, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            int from = i + 1;
            String language = lines.get(i).substring(3);
            for (i = from; i < lines.size() && !lines.get(i).equals("```"); ) {
                i++;
            }
            if (i == lines.size()) {
                throw new AssertionError(path + ":" + from + ": the block has no end");
            }
            blocks.add(new Block(from + 1, language, file(lines, from - 2), List.copyOf(lines.subList(from, i))));
        }
        return List.copyOf(blocks);
    }

    /** A paragraph that is nothing but a path in backticks names the file of the block below it. */
    private static String file(List<String> lines, int above) {
        boolean named =
                above > 0 && lines.get(above).isEmpty() && lines.get(above - 1).matches("`[a-z0-9./-]+`");
        return named ? lines.get(above - 1).replace("`", "") : "";
    }

    /** Every command of the console blocks, in the order of the page. */
    List<Shown> shown() {
        List<Shown> all = new ArrayList<>();
        for (Block block : blocks) {
            if (block.language().equals("console")) {
                all.addAll(shown(block));
            }
        }
        return all;
    }

    List<Shown> shown(Block block) {
        List<Shown> all = new ArrayList<>();
        for (int i = 0; i < block.lines().size(); ) {
            String line = block.lines().get(i);
            if (!line.startsWith("$ ")) {
                throw new AssertionError(name + ":" + (block.line() + i) + ": a console block begins with `$ `");
            }
            int from = i + 1;
            for (i = from; i < block.lines().size() && !block.lines().get(i).startsWith("$ "); ) {
                i++;
            }
            all.add(new Shown(
                    block.line() + from - 1,
                    line.substring(2),
                    List.copyOf(block.lines().subList(from, i))));
        }
        return all;
    }
}
