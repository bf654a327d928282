package io.belfry.hub.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate, those that vouch for it, and its private key. A key of another certificate is
 * refused here: clients would only see handshakes fail. Immutable.
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    TlsIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads both PEM files.
     *
     * @param key in PKCS#8, without a password
     */
    static TlsIdentity read(Path certificate, Path key)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = chain(certificate);
        String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
        TlsIdentity identity = new TlsIdentity(chain, key(key, algorithm));
        if (!identity.fits()) {
            throw new KeyException("the key is that of another certificate");
        }
        return identity;
    }

    private static List<X509Certificate> chain(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) {
                throw new CertificateException("there is no certificate");
            }
            return chain;
        }
    }

    private static PrivateKey key(Path file, String algorithm)
            throws IOException, GeneralSecurityException {
        Matcher pem = PRIVATE_KEY.matcher(Files.readString(file, ISO_8859_1));
        if (!pem.find()) {
            throw new KeyException("there is no BEGIN PRIVATE KEY");
        }
        byte[] content = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
    }

    /** Whether the certificate verifies what the key signs. */
    private boolean fits() throws GeneralSecurityException {
        byte[] text = "one identity".getBytes(US_ASCII);
        Signature signature =
                Signature.getInstance(
                        switch (key.getAlgorithm()) {
                            case "RSA" -> "SHA256withRSA";
                            case "EC" -> "SHA256withECDSA";
                            default -> key.getAlgorithm();
                        });
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(chain.getFirst().getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
