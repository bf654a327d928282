package io.belfry.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/** The curve of Web Push, and how its keys are written (RFC 8291, 3.1; SEC 1, 2.3.3). */
final class P256 {
    /** An uncompressed point: 4, x, y. */
    static final int POINT_BYTES = 65;

    private static final int SCALAR_BYTES = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no P-256", e);
        }
    }

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(CURVE);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no P-256 keys", e);
        }
    }

    static byte[] point(ECPublicKey key) {
        byte[] point = new byte[POINT_BYTES];
        point[0] = UNCOMPRESSED;
        put(key.getW().getAffineX(), point, 1);
        put(key.getW().getAffineY(), point, 1 + SCALAR_BYTES);
        return point;
    }

    static byte[] scalar(ECPrivateKey key) {
        byte[] scalar = new byte[SCALAR_BYTES];
        put(key.getS(), scalar, 0);
        return scalar;
    }

    /** In 32 bytes, whatever sign and leading zeros Java gives it. */
    private static void put(BigInteger number, byte[] target, int at) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, SCALAR_BYTES);
        System.arraycopy(bytes, bytes.length - length, target, at + SCALAR_BYTES - length, length);
    }

    /**
     * @param field what it is, for the message
     * @throws IllegalArgumentException when it is no point of the curve
     */
    static ECPublicKey publicKey(String field, byte[] point) {
        if (point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException(
                    field + " is no uncompressed point of P-256 (65 bytes, the first a 4)");
        }
        ECPoint w =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + SCALAR_BYTES)),
                        new BigInteger(
                                1, Arrays.copyOfRange(point, 1 + SCALAR_BYTES, POINT_BYTES)));
        if (!isOnCurve(w)) {
            throw new IllegalArgumentException(field + " is no point of P-256");
        }
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, CURVE));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(field + " is no key of P-256", e);
        }
    }

    /**
     * Others could learn a private key by what is computed with it and a point of another curve.
     */
    private static boolean isOnCurve(ECPoint point) {
        BigInteger p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right =
                x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB());
        return y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    /**
     * @param field what it is, for the message
     * @throws IllegalArgumentException when it is no private key of the curve
     */
    static ECPrivateKey privateKey(String field, byte[] scalar) {
        BigInteger s = new BigInteger(1, scalar);
        if (scalar.length != SCALAR_BYTES
                || s.signum() == 0
                || s.compareTo(CURVE.getOrder()) >= 0) {
            throw new IllegalArgumentException(field + " is no private key of P-256 (32 bytes)");
        }
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(s, CURVE));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException(field + " is no private key of P-256", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no P-256", e);
        }
    }
}
