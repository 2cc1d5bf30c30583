package turnout.devnode.rpc;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The text of numbers that are not integers, as Core prints them. */
public final class Numbers {
    private static final long SATOSHIS_PER_BITCOIN = 100_000_000L;
    // Core streams a double with setprecision(16).
    private static final MathContext SIXTEEN_DIGITS = new MathContext(16, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** Bitcoins with eight decimals, of satoshis: 2860 is 0.00002860. */
    public static Json amount(long satoshis) {
        long absolute = Math.abs(satoshis);
        String text = Long.toString(absolute % SATOSHIS_PER_BITCOIN);
        return new Json.Num((satoshis < 0 ? "-" : "")
                + absolute / SATOSHIS_PER_BITCOIN
                + "."
                + "0".repeat(8 - text.length())
                + text);
    }

    /** A double as C++ streams print it (C's %.16g): exponent form below 1e-4 and from 1e16 on, no trailing zeros. */
    public static Json real(double value) {
        if (value == 0) {
            return new Json.Num("0");
        }
        BigDecimal rounded = new BigDecimal(value).round(SIXTEEN_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return new Json.Num(rounded.toPlainString());
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
        String digits = Integer.toString(Math.abs(exponent));
        return new Json.Num(
                mantissa.toPlainString() + (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" : "") + digits);
    }
}
