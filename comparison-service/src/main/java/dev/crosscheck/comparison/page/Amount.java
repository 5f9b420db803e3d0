package dev.crosscheck.comparison.page;

import java.math.BigDecimal;

/**
 * A sum of money with its words.
 *
 * @param usd     US dollars, exact
 * @param text    such as {@code $71.60} or {@code about $1,250.33}
 * @param rounded the same without saying so: sums that read alike differ by too little to show
 */
record Amount(BigDecimal usd, String text, String rounded) {

    static Amount of(BigDecimal usd) {
        return new Amount(usd, Usd.cost(usd), Usd.rounded(usd));
    }
}
