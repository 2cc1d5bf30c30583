package turnout.devnode.rpc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The arguments of one call by position, read by Core's rules and refused with its texts. */
public final class Arguments {
    private final List<Json> values;

    Arguments(List<Json> values) {
        this.values = values;
    }

    /** NULL where it was left out. */
    public Json get(int position) {
        return position < values.size() ? values.get(position) : Json.NULL;
    }

    public boolean has(int position) {
        return !(get(position) instanceof Json.Null);
    }

    public String text(int position) {
        return text(get(position));
    }

    public static String text(Json value) {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw wrongType(value, "string");
    }

    public List<Json> array(int position) {
        if (get(position) instanceof Json.Arr arr) {
            return arr.items();
        }
        throw wrongType(get(position), "array");
    }

    public boolean bool(int position, boolean otherwise) {
        return switch (get(position)) {
            case Json.Null ignored -> otherwise;
            case Json.Bool bool -> bool.value();
            case Json other -> throw wrongType(other, "bool");
        };
    }

    /** A whole number between the bounds; Core's integer types stand behind them. */
    public long integer(int position, long least, long greatest) {
        return integer(get(position), least, greatest);
    }

    private static long integer(Json value, long least, long greatest) {
        if (!(value instanceof Json.Num num)) {
            throw wrongType(value, "number");
        }
        try {
            long parsed = Long.parseLong(num.text());
            if (parsed >= least && parsed <= greatest) {
                return parsed;
            }
        } catch (NumberFormatException notWhole) {
            // Told below, as one that is out of range is.
        }
        throw new RpcError(RpcError.MISC_ERROR, "JSON integer out of range");
    }

    /** Core's verbosity: a number, or a boolean that stands for 0 and 1. */
    public int verbosity(int position, int otherwise) {
        return switch (get(position)) {
            case Json.Null ignored -> otherwise;
            case Json.Bool bool -> bool.value() ? 1 : 0;
            case Json other -> (int) integer(other, Integer.MIN_VALUE, Integer.MAX_VALUE);
        };
    }

    /** A hash or txid in reversed hex; {@code name} is what Core calls the parameter in its errors. */
    public String hash(int position, String name) {
        return hash(get(position), name);
    }

    public static String hash(Json value, String name) {
        String text = text(value);
        if (text.length() != 64) {
            throw new RpcError(
                    RpcError.INVALID_PARAMETER,
                    name + " must be of length 64 (not " + text.length() + ", for '" + text + "')");
        }
        if (!isHex(text)) {
            throw new RpcError(RpcError.INVALID_PARAMETER, name + " must be hexadecimal string (not '" + text + "')");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** Hex of any even length. */
    public String hex(int position, String name) {
        String text = text(position);
        if (text.length() % 2 != 0 || !isHex(text)) {
            throw new RpcError(RpcError.INVALID_PARAMETER, name + " must be hexadecimal string (not '" + text + "')");
        }
        return text;
    }

    public static boolean isHex(String text) {
        return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    /** Satoshis of an amount in bitcoins, given as a number or as text; empty where it was left out. */
    public Optional<Long> amount(int position) {
        String text;
        switch (get(position)) {
            case Json.Null ignored -> {
                return Optional.empty();
            }
            case Json.Num num -> text = num.text();
            case Json.Text given -> text = given.value();
            case Json other -> throw new RpcError(RpcError.TYPE_ERROR, "Amount is not a number or string");
        }
        try {
            long satoshis = new BigDecimal(text).movePointRight(8).longValueExact();
            if (satoshis < 0 || satoshis > 21_000_000L * 100_000_000L) {
                throw new RpcError(RpcError.TYPE_ERROR, "Amount out of range");
            }
            return Optional.of(satoshis);
        } catch (ArithmeticException | NumberFormatException notAnAmount) {
            throw new RpcError(RpcError.TYPE_ERROR, "Invalid amount");
        }
    }

    static RpcError wrongType(Json value, String expected) {
        return new RpcError(
                RpcError.TYPE_ERROR, "JSON value of type " + value.typeName() + " is not of expected type " + expected);
    }
}
