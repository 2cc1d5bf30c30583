package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;

/** Draws addresses with good checksums: base58check, bech32 and bech32m (BIP173, BIP350), lengths of every kind. */
public final class Addresses {

    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    static final int BECH32_CONSTANT = 1;
    private static final int BECH32M_CONSTANT = 0x2bc830a3;

    private Addresses() {}

    public static String any(Network network, RandomGenerator random) {
        boolean main = network == Network.NETWORK_MAINNET;
        return switch (random.nextInt(4)) {
            case 0 -> base58(main ? 0 : 111, Values.bytes(random, 20));
            case 1 -> base58(main ? 5 : 196, Values.bytes(random, 20));
            default -> segwit(prefix(network), random);
        };
    }

    /** Version byte and payload. */
    static String base58(int version, ByteString payload) {
        return base58check(ByteString.copyFrom(new byte[] {(byte) version}).concat(payload));
    }

    /** Four bytes of checksum behind it. */
    static String base58check(ByteString all) {
        ByteString checked = all.concat(sha256(sha256(all)).substring(0, 4));
        StringBuilder text = new StringBuilder();
        BigInteger rest = new BigInteger(1, checked.toByteArray());
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(58));
            text.append(BASE58.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        for (int i = 0; i < checked.size() && checked.byteAt(i) == 0; i++) {
            text.append('1');
        }
        return text.reverse().toString();
    }

    private static String segwit(String prefix, RandomGenerator random) {
        int version = random.nextInt(3) == 0 ? random.nextInt(17) : random.nextInt(2);
        int length = version == 0 ? (random.nextBoolean() ? 20 : 32) : version == 1 ? 32 : 2 + random.nextInt(39);
        return bech32(prefix, version, Values.bytes(random, length), version == 0 ? BECH32_CONSTANT : BECH32M_CONSTANT);
    }

    static String bech32(String prefix, int version, ByteString program, int constant) {
        List<Integer> values = new ArrayList<>(List.of(version));
        int bits = 0;
        int held = 0;
        for (byte b : program.toByteArray()) {
            held = held << 8 | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                values.add(held >> bits & 31);
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            values.add(held << 5 - bits & 31);
        }
        int checksum = checksum(prefix, values) ^ constant;
        for (int i = 0; i < 6; i++) {
            values.add(checksum >> 5 * (5 - i) & 31);
        }
        StringBuilder text = new StringBuilder(prefix).append('1');
        values.forEach(value -> text.append(BECH32.charAt(value)));
        return text.toString();
    }

    private static int checksum(String prefix, List<Integer> values) {
        List<Integer> all = new ArrayList<>();
        prefix.chars().forEach(c -> all.add(c >> 5));
        all.add(0);
        prefix.chars().forEach(c -> all.add(c & 31));
        all.addAll(values);
        all.addAll(List.of(0, 0, 0, 0, 0, 0));
        int checksum = 1;
        for (int value : all) {
            int top = checksum >> 25;
            checksum = (checksum & 0x1ffffff) << 5 ^ value;
            for (int i = 0; i < GENERATOR.length; i++) {
                checksum ^= (top >> i & 1) == 1 ? GENERATOR[i] : 0;
            }
        }
        return checksum;
    }

    private static String prefix(Network network) {
        return switch (network) {
            case NETWORK_MAINNET -> "bc";
            case NETWORK_REGTEST -> "bcrt";
            case NETWORK_TESTNET3, NETWORK_TESTNET4, NETWORK_SIGNET, NETWORK_UNSPECIFIED, UNRECOGNIZED -> "tb";
        };
    }

    static ByteString sha256(ByteString bytes) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
