package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads HTTP/1.1 responses (RFC 9112). Not thread-safe. */
final class ResponseReader {
    private final InputStream in;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next response.
     *
     * @param hasBody false after HEAD, whose answer names a length and has no body
     */
    RawResponse next(boolean hasBody) throws IOException {
        String[] statusLine = line().split(" ", 3);
        if (statusLine.length < 2 || !statusLine[0].equals("HTTP/1.1")) {
            throw new IOException("no HTTP/1.1 status line: " + String.join(" ", statusLine));
        }
        int status = Integer.parseInt(statusLine[1]);
        String reason = statusLine.length < 3 ? "" : statusLine[2];
        Map<String, List<String>> headers = headers();
        boolean bodiless = !hasBody || status < 200 || status == 204 || status == 304;
        byte[] body = bodiless ? new byte[0] : body(headers);
        return new RawResponse(status, reason, headers, body);
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header: " + line);
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            headers.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        }
        return headers;
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
            return chunks();
        }
        List<String> length = headers.get("content-length");
        return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length.getFirst()));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = chunkSize();
        while (size > 0) {
            body.writeBytes(exactly(size));
            line();
            size = chunkSize();
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ends after " + bytes.length + " of " + length);
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b != '\n') {
            if (b < 0) {
                throw new EOFException("the connection ends; last came: " + text(line));
            }
            line.write(b);
            b = in.read();
        }
        String text = text(line);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(ISO_8859_1);
    }
}
