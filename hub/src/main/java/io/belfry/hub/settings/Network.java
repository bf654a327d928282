package io.belfry.hub.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses as operators write it: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single
 * address.
 *
 * <p>Immutable.
 */
public final class Network {
    private static final Pattern V4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * Reads a network. No name is ever looked up.
     *
     * @param text an address, or an address, a slash and how many of its first bits count
     * @throws IllegalArgumentException when it is neither
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        if (address.length == 0) {
            throw new IllegalArgumentException(
                    text + " is neither an address nor a network such as 10.0.0.0/8");
        }
        int all = address.length * Byte.SIZE;
        String bits = slash < 0 ? String.valueOf(all) : text.substring(slash + 1);
        if (!BITS.matcher(bits).matches() || Integer.parseInt(bits) > all) {
            throw new IllegalArgumentException(
                    "%s must have 0 to %d behind the slash".formatted(text, all));
        }
        return new Network(address, Integer.parseInt(bits));
    }

    /** Whether an address is one of this network. */
    public boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int i = 0; i * Byte.SIZE < bits; i++) {
            int counted = Math.min(Byte.SIZE, bits - i * Byte.SIZE);
            int mask = 0xff << (Byte.SIZE - counted);
            if (((bytes[i] ^ address[i]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Empty when the text is no address. */
    private static byte[] bytes(String text) {
        Matcher v4 = V4.matcher(text);
        if (v4.matches()) {
            return v4Bytes(v4);
        }
        try {
            // With a colon in it, it is never taken for a name.
            return V6.matcher(text).matches()
                    ? InetAddress.getByName(text).getAddress()
                    : new byte[0];
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    private static byte[] v4Bytes(Matcher parts) {
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            int part = Integer.parseInt(parts.group(i + 1));
            if (part > 255) {
                return new byte[0];
            }
            bytes[i] = (byte) part;
        }
        return bytes;
    }
}
