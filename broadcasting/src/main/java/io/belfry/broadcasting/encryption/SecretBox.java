package io.belfry.broadcasting.encryption;

import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** NaCl's {@code crypto_secretbox}: XSalsa20 with Poly1305, the code before the ciphertext. */
final class SecretBox {
    static final int NONCE_BYTES = 24;

    private static final int MAC_BYTES = 16;
    private static final int MAC_KEY_BYTES = 32;

    private SecretBox() {}

    static byte[] seal(byte[] key, byte[] nonce, byte[] message) {
        XSalsa20Engine cipher = new XSalsa20Engine();
        cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        byte[] macKey = new byte[MAC_KEY_BYTES];
        cipher.processBytes(macKey, 0, macKey.length, macKey, 0);
        byte[] sealed = new byte[MAC_BYTES + message.length];
        cipher.processBytes(message, 0, message.length, sealed, MAC_BYTES);
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        mac.update(sealed, MAC_BYTES, message.length);
        mac.doFinal(sealed, 0);
        return sealed;
    }
}
