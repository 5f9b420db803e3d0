package dev.crosscheck.event.pricing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/** How a source counts its prices. They are converted to US dollars per million tokens on the way in. */
public enum PriceUnit {
    @JsonProperty("usd-per-million-tokens")
    USD_PER_MILLION_TOKENS("1"),
    @JsonProperty("usd-per-thousand-tokens")
    USD_PER_THOUSAND_TOKENS("1000"),
    @JsonProperty("usd-per-token")
    USD_PER_TOKEN("1000000"),
    @JsonProperty("us-cents-per-token")
    US_CENTS_PER_TOKEN("10000");

    private final BigDecimal perMillion;

    PriceUnit(String perMillion) {
        this.perMillion = new BigDecimal(perMillion);
    }

    /** The same price in US dollars per million tokens, exactly. */
    public UsdPerMtok toUsdPerMtok(BigDecimal amount) {
        return new UsdPerMtok(amount.multiply(perMillion));
    }
}
