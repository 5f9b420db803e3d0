/**
 * Which quotes look wrong, and are held until a person has looked at them. Start at
 * {@link dev.crosscheck.pricing.quarantine.Plausibility#doubt}; what is shown instead is decided in
 * {@link dev.crosscheck.pricing.quarantine.SeriesFold}.
 */
@NullMarked
package dev.crosscheck.pricing.quarantine;

import org.jspecify.annotations.NullMarked;
