package oncall.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Notices that nobody reads our output any more although nothing is being written to it: looks for the process at the other end
 * of the pipe where the system lists open files. Where it does not, or the reader belongs to somebody else, the next write tells.
 */
final class PipeReaders {
    private static final Path PROCESSES = Path.of("/proc");
    private static final String READS = ".*[048]";

    private final Optional<Path> pipe;
    private Optional<Path> reader;

    /** @param self what our output is, such as `/proc/self/fd/1` */
    PipeReaders(Path self) {
        this.pipe = target(self).filter(name -> name.toString().startsWith("pipe:"));
        this.reader = pipe.flatMap(PipeReaders::find);
    }

    /** Whether somebody read and nobody does any more. */
    boolean gone() {
        if (reader.isEmpty() || target(reader.get()).equals(pipe)) {
            return false;
        }
        Optional<Path> another = find(pipe.get());
        if (another.isPresent()) {
            reader = another;
        }
        return another.isEmpty();
    }

    private static Optional<Path> find(Path pipe) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
            for (Path process : processes) {
                Optional<Path> reader = find(pipe, process);
                if (reader.isPresent()) {
                    return reader;
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Path> find(Path pipe, Path process) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (target(file).equals(Optional.of(pipe)) && reads(process.resolve("fdinfo"), file)) {
                    return Optional.of(file);
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // it has ended, or is somebody else's
        }
        return Optional.empty();
    }

    private static boolean reads(Path about, Path file) throws IOException {
        for (String line : Files.readAllLines(about.resolve(file.getFileName()))) {
            if (line.startsWith("flags:")) {
                return line.strip().matches(READS);
            }
        }
        return false;
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
