package oncall.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A service that stands in for a real one: a process of its own with an HTTP server on this machine that says which version it
 * runs, and counts how often it was told to change that. Commands of a plan reach it through scripts, which are this class again.
 */
final class StandIn implements AutoCloseable {
    private final Process process;
    private final int port;

    private StandIn(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one. */
    static StandIn start(Path home, String name, String version) {
        Path ready = home.resolve(name + ".port");
        try {
            Process process = new ProcessBuilder(java("serve", version, ready.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve(name + ".log").toFile())
                    .start();
            long end = System.nanoTime() + oncall.pty.Pty.PATIENCE.toNanos();
            while (!Files.exists(ready)) {
                if (System.nanoTime() > end || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError(name + " did not start: " + Files.readString(home.resolve(name + ".log")));
                }
            }
            return new StandIn(process, Integer.parseInt(Files.readString(ready).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                Path.of("target/test-classes").toAbsolutePath() + ":"
                        + Path.of("target/classes").toAbsolutePath(),
                StandIn.class.getName()));
        Collections.addAll(command, arguments);
        return command;
    }

    /** A line of a shell script that asks a service, or tells it something: `get` or `post`, and what is behind the port. */
    String line(String method, String path) {
        StringBuilder line = new StringBuilder();
        for (String word : java(method, "http://127.0.0.1:" + port + path)) {
            line.append('\'').append(word).append("' ");
        }
        return line.toString().strip();
    }

    /** The version it runs. */
    String version() {
        return send("GET", "http://127.0.0.1:" + port + "/version");
    }

    /** How often it was told to run another version, whichever. */
    int changes() {
        return Integer.parseInt(send("GET", "http://127.0.0.1:" + port + "/changes"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    // ---- the process

    /** `serve VERSION FILE`, `get URL` or `post URL`. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("serve")) {
            new Server(arguments[1]).start(Path.of(arguments[2]));
        } else {
            System.out.println(send(arguments[0].equals("post") ? "POST" : "GET", arguments[1]));
        }
    }

    private static String send(String method, String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(5000);
            byte[] answer = connection.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(url, e);
        }
    }

    private static final class Server {
        private String version;
        private int changes;

        Server(String version) {
            this.version = version;
        }

        void start(Path ready) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
            Path half = Files.writeString(
                    ready.resolveSibling(ready.getFileName() + ".new"),
                    Integer.toString(server.getAddress().getPort()));
            Files.move(half, ready, StandardCopyOption.ATOMIC_MOVE);
        }

        private synchronized void answer(HttpExchange exchange) throws IOException {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST")) {
                version = path.substring(path.lastIndexOf('/') + 1);
                changes++;
            }
            byte[] body =
                    (path.equals("/changes") ? Integer.toString(changes) : version).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }
}
