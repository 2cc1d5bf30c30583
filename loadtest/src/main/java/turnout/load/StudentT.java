package turnout.load;

import java.util.List;

/**
 * An interval for the ratio of two arms: paired t on the logs of the ratios of their blocks.
 *
 * <p>Chosen over the percentile bootstrap, which in simulation held 87 % instead of 95 % at 8 blocks and 92 % at 20.
 *
 * @param low lower end of the 95 % interval
 * @param high upper end of it
 * @param blocks pairs that it is made of
 */
record StudentT(double low, double high, int blocks) {

    /** The 97.5 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /** @param ratios positive, at least two */
    static StudentT ofRatios(List<Double> ratios) {
        int n = ratios.size();
        double[] logs = ratios.stream().mapToDouble(Math::log).toArray();
        double mean = 0;
        for (double log : logs) {
            mean += log / n;
        }
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        double half = quantile(n - 1) * Math.sqrt(squares / (n - 1) / n);
        return new StudentT(Math.exp(mean - half), Math.exp(mean + half), n);
    }

    /** The 97.5 % point of Student's t: Abramowitz and Stegun 26.7.5, right to 0.001 from 5 degrees of freedom on. */
    static double quantile(int degrees) {
        double z3 = Math.pow(Z, 3);
        double z5 = Math.pow(Z, 5);
        double z7 = Math.pow(Z, 7);
        double z9 = Math.pow(Z, 9);
        return Z
                + (z3 + Z) / (4.0 * degrees)
                + (5 * z5 + 16 * z3 + 3 * Z) / (96 * Math.pow(degrees, 2))
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * Math.pow(degrees, 3))
                + (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * Z) / (92_160 * Math.pow(degrees, 4));
    }
}
