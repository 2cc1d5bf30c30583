package turnout.nativeimpl.curve;

import fr.acinq.secp256k1.Secp256k1;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The functions of libsecp256k1 that the Kotlin binding's shared library exports, bound directly: the Kotlin API lacks
 * recoverable signing and Schnorr messages of other lengths, and copies every argument. Arrays are passed as they are and
 * pinned for the call's microseconds, so no copy of a secret is left in native memory. Any thread may call: the context is
 * only read after its start. Lengths are the caller's duty; a wrong one is memory that is not ours.
 */
final class Libsecp256k1 {

    /** Size of secp256k1_pubkey and secp256k1_ecdsa_signature, opaque. */
    static final int OPAQUE = 64;

    /** Size of secp256k1_xonly_pubkey, opaque. */
    static final int OPAQUE_X_ONLY = 64;

    /** Size of secp256k1_ecdsa_recoverable_signature, opaque. */
    static final int OPAQUE_RECOVERABLE = 65;

    /** Size of secp256k1_keypair, opaque. */
    static final int OPAQUE_KEYPAIR = 96;

    private static final int CONTEXT_NONE = 1;
    private static final int COMPRESSED = 258;
    private static final int UNCOMPRESSED = 2;

    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;
    private static final MemoryLayout SIZE = ValueLayout.JAVA_LONG;
    private static final MemoryLayout INT = ValueLayout.JAVA_INT;
    private static final MemorySegment NULL = MemorySegment.NULL;

    private static final SymbolLookup SYMBOLS = loaded();

    private static final MethodHandle SECKEY_VERIFY = bind("ec_seckey_verify", POINTER);
    private static final MethodHandle SECKEY_NEGATE = bind("ec_seckey_negate", POINTER);
    private static final MethodHandle SECKEY_TWEAK_ADD = bind("ec_seckey_tweak_add", POINTER, POINTER);
    private static final MethodHandle SECKEY_TWEAK_MUL = bind("ec_seckey_tweak_mul", POINTER, POINTER);
    private static final MethodHandle PUBKEY_CREATE = bind("ec_pubkey_create", POINTER, POINTER);
    private static final MethodHandle PUBKEY_PARSE = bind("ec_pubkey_parse", POINTER, POINTER, SIZE);
    private static final MethodHandle PUBKEY_SERIALIZE = bind("ec_pubkey_serialize", POINTER, POINTER, POINTER, INT);
    private static final MethodHandle PUBKEY_NEGATE = bind("ec_pubkey_negate", POINTER);
    private static final MethodHandle PUBKEY_TWEAK_ADD = bind("ec_pubkey_tweak_add", POINTER, POINTER);
    private static final MethodHandle PUBKEY_TWEAK_MUL = bind("ec_pubkey_tweak_mul", POINTER, POINTER);
    private static final MethodHandle PUBKEY_COMBINE = bind("ec_pubkey_combine", POINTER, POINTER, SIZE);
    private static final MethodHandle SIGNATURE_PARSE = bind("ecdsa_signature_parse_compact", POINTER, POINTER);
    private static final MethodHandle SIGNATURE_SERIALIZE = bind("ecdsa_signature_serialize_compact", POINTER, POINTER);
    private static final MethodHandle SIGNATURE_SERIALIZE_DER =
            bind("ecdsa_signature_serialize_der", POINTER, POINTER, POINTER);
    private static final MethodHandle SIGNATURE_NORMALIZE = bind("ecdsa_signature_normalize", POINTER, POINTER);
    private static final MethodHandle ECDSA_VERIFY = bind("ecdsa_verify", POINTER, POINTER, POINTER);
    private static final MethodHandle ECDSA_SIGN = bind("ecdsa_sign", POINTER, POINTER, POINTER, POINTER, POINTER);
    private static final MethodHandle SIGN_RECOVERABLE =
            bind("ecdsa_sign_recoverable", POINTER, POINTER, POINTER, POINTER, POINTER);
    private static final MethodHandle RECOVERABLE_SERIALIZE =
            bind("ecdsa_recoverable_signature_serialize_compact", POINTER, POINTER, POINTER);
    private static final MethodHandle RECOVERABLE_PARSE =
            bind("ecdsa_recoverable_signature_parse_compact", POINTER, POINTER, INT);
    private static final MethodHandle RECOVER = bind("ecdsa_recover", POINTER, POINTER, POINTER);
    private static final MethodHandle X_ONLY_PARSE = bind("xonly_pubkey_parse", POINTER, POINTER);
    private static final MethodHandle KEYPAIR_CREATE = bind("keypair_create", POINTER, POINTER);
    private static final MethodHandle SCHNORR_SIGN32 = bind("schnorrsig_sign32", POINTER, POINTER, POINTER, POINTER);
    private static final MethodHandle SCHNORR_SIGN_CUSTOM =
            bind("schnorrsig_sign_custom", POINTER, POINTER, SIZE, POINTER, POINTER);
    private static final MethodHandle SCHNORR_VERIFY = bind("schnorrsig_verify", POINTER, POINTER, SIZE, POINTER);

    // Last: it needs the functions.
    private static final MemorySegment CONTEXT = newContext();

    private Libsecp256k1() {}

    static boolean secretKeyVerify(byte[] key) {
        try {
            return isOne((int) SECKEY_VERIFY.invokeExact(CONTEXT, at(key)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static void secretKeyNegate(byte[] key) {
        try {
            must((int) SECKEY_NEGATE.invokeExact(CONTEXT, at(key)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean secretKeyTweakAdd(byte[] key, byte[] tweak) {
        try {
            return isOne((int) SECKEY_TWEAK_ADD.invokeExact(CONTEXT, at(key), at(tweak)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean secretKeyTweakMultiply(byte[] key, byte[] tweak) {
        try {
            return isOne((int) SECKEY_TWEAK_MUL.invokeExact(CONTEXT, at(key), at(tweak)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static void publicKeyCreate(byte[] point, byte[] key) {
        try {
            must((int) PUBKEY_CREATE.invokeExact(CONTEXT, at(point), at(key)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean publicKeyParse(byte[] point, byte[] key) {
        try {
            return isOne((int) PUBKEY_PARSE.invokeExact(CONTEXT, at(point), at(key), (long) key.length));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static byte[] publicKeySerialize(byte[] point, boolean compressed) {
        byte[] key = new byte[compressed ? 33 : 65];
        MemorySegment length = MemorySegment.ofArray(new long[] {key.length});
        try {
            must((int) PUBKEY_SERIALIZE.invokeExact(
                    CONTEXT, at(key), length, at(point), compressed ? COMPRESSED : UNCOMPRESSED));
        } catch (Throwable e) {
            throw broken(e);
        }
        return key;
    }

    static void publicKeyNegate(byte[] point) {
        try {
            must((int) PUBKEY_NEGATE.invokeExact(CONTEXT, at(point)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean publicKeyTweakAdd(byte[] point, byte[] tweak) {
        try {
            return isOne((int) PUBKEY_TWEAK_ADD.invokeExact(CONTEXT, at(point), at(tweak)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean publicKeyTweakMultiply(byte[] point, byte[] tweak) {
        try {
            return isOne((int) PUBKEY_TWEAK_MUL.invokeExact(CONTEXT, at(point), at(tweak)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** An array of pointers needs points in native memory. */
    static boolean publicKeyCombine(byte[] sum, byte[][] points) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, points.length);
            for (int i = 0; i < points.length; i++) {
                pointers.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(ValueLayout.JAVA_BYTE, points[i]));
            }
            return isOne((int) PUBKEY_COMBINE.invokeExact(CONTEXT, at(sum), pointers, (long) points.length));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean signatureParse(byte[] signature, byte[] compact) {
        try {
            return isOne((int) SIGNATURE_PARSE.invokeExact(CONTEXT, at(signature), at(compact)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static byte[] signatureSerialize(byte[] signature) {
        byte[] compact = new byte[64];
        try {
            must((int) SIGNATURE_SERIALIZE.invokeExact(CONTEXT, at(compact), at(signature)));
        } catch (Throwable e) {
            throw broken(e);
        }
        return compact;
    }

    static byte[] signatureSerializeDer(byte[] signature) {
        byte[] der = new byte[72];
        long[] length = {der.length};
        try {
            must((int) SIGNATURE_SERIALIZE_DER.invokeExact(
                    CONTEXT, at(der), MemorySegment.ofArray(length), at(signature)));
        } catch (Throwable e) {
            throw broken(e);
        }
        return Arrays.copyOf(der, (int) length[0]);
    }

    /** In place; whether S was high. */
    static boolean signatureNormalize(byte[] signature) {
        try {
            return isOne((int) SIGNATURE_NORMALIZE.invokeExact(CONTEXT, at(signature), at(signature)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean ecdsaVerify(byte[] signature, byte[] digest, byte[] point) {
        try {
            return isOne((int) ECDSA_VERIFY.invokeExact(CONTEXT, at(signature), at(digest), at(point)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** RFC 6979; extra entropy of 32 bytes, or none. */
    static void ecdsaSign(byte[] signature, byte[] digest, byte[] key, byte[] extra) {
        MemorySegment entropy = extra.length == 0 ? NULL : at(extra);
        try {
            must((int) ECDSA_SIGN.invokeExact(CONTEXT, at(signature), at(digest), at(key), NULL, entropy));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static void ecdsaSignRecoverable(byte[] signature, byte[] digest, byte[] key) {
        try {
            must((int) SIGN_RECOVERABLE.invokeExact(CONTEXT, at(signature), at(digest), at(key), NULL, NULL));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** R and S into 64 bytes; the recovery id is the answer. */
    static int recoverableSerialize(byte[] compact, byte[] signature) {
        int[] id = new int[1];
        try {
            must((int)
                    RECOVERABLE_SERIALIZE.invokeExact(CONTEXT, at(compact), MemorySegment.ofArray(id), at(signature)));
        } catch (Throwable e) {
            throw broken(e);
        }
        return id[0];
    }

    static boolean recoverableParse(byte[] signature, byte[] compact, int id) {
        try {
            return isOne((int) RECOVERABLE_PARSE.invokeExact(CONTEXT, at(signature), at(compact), id));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean recover(byte[] point, byte[] signature, byte[] digest) {
        try {
            return isOne((int) RECOVER.invokeExact(CONTEXT, at(point), at(signature), at(digest)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean xOnlyParse(byte[] xOnly, byte[] x) {
        try {
            return isOne((int) X_ONLY_PARSE.invokeExact(CONTEXT, at(xOnly), at(x)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static void keypairCreate(byte[] keypair, byte[] key) {
        try {
            must((int) KEYPAIR_CREATE.invokeExact(CONTEXT, at(keypair), at(key)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** BIP340; for a message of 32 bytes without the structure that other lengths need. */
    static void schnorrSign(byte[] signature, byte[] message, byte[] keypair, byte[] aux) {
        try {
            if (message.length == 32) {
                must((int) SCHNORR_SIGN32.invokeExact(CONTEXT, at(signature), at(message), at(keypair), at(aux)));
                return;
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment parameters = SchnorrParameters.withAux(aux, arena);
                must((int) SCHNORR_SIGN_CUSTOM.invokeExact(
                        CONTEXT, at(signature), at(message), (long) message.length, at(keypair), parameters));
            }
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean schnorrVerify(byte[] signature, byte[] message, byte[] xOnly) {
        try {
            return isOne((int)
                    SCHNORR_VERIFY.invokeExact(CONTEXT, at(signature), at(message), (long) message.length, at(xOnly)));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static MemorySegment at(byte[] bytes) {
        return MemorySegment.ofArray(bytes);
    }

    private static boolean isOne(int result) {
        return result == 1;
    }

    private static void must(int result) {
        if (result != 1) {
            throw new IllegalStateException("libsecp256k1 refused what was checked before");
        }
    }

    private static RuntimeException broken(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }

    private static SymbolLookup loaded() {
        // The Kotlin binding unpacks and loads the library for this class loader.
        Secp256k1.get();
        return SymbolLookup.loaderLookup();
    }

    private static MethodHandle bind(String name, MemoryLayout... arguments) {
        MemoryLayout[] all =
                Stream.concat(Stream.of(POINTER), Arrays.stream(arguments)).toArray(MemoryLayout[]::new);
        return handle(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, all));
    }

    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(SYMBOLS.findOrThrow("secp256k1_" + name), descriptor, Linker.Option.critical(true));
    }

    /** Blinded against side channels; which changes no result. */
    private static MemorySegment newContext() {
        byte[] seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        try {
            MethodHandle create = handle("context_create", FunctionDescriptor.of(POINTER, INT));
            MemorySegment context = (MemorySegment) create.invokeExact(CONTEXT_NONE);
            must((int) bind("context_randomize", POINTER).invokeExact(context, at(seed)));
            return context;
        } catch (Throwable e) {
            throw broken(e);
        }
    }
}
