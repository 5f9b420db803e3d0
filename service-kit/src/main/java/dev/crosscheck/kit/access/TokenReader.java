package dev.crosscheck.kit.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who carries a token, and in which roles.
 *
 * <p>A token has to be signed by one of the issuer's keys with an algorithm that we name, be of this issuer, for us,
 * and in force; and it has to say who carries it and until when. Nothing of that can be left out by a setting.
 */
@Singleton
final class TokenReader {

    private static final Logger LOG = LoggerFactory.getLogger(TokenReader.class);

    /** Only those with a public key: with a shared one, whoever checks tokens could make them. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

    private static final Set<String> REQUIRED_CLAIMS = Set.of("sub", "exp");

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 2_000;

    /** A key takes half a kilobyte, and an issuer has a handful. */
    private static final int MOST_BYTES_OF_KEYS = 64 * 1024;

    /** As long as the issuer is not asked again. */
    private static final String RETRY_AFTER_SECONDS = "30";

    /** An issuer that is away for an hour stops nobody whose keys we have seen. */
    private static final Duration OUTAGE = Duration.ofHours(1);

    private static final Duration MOST_TOLERANCE = Duration.ofMinutes(5);
    private static final int LONGEST_SUBJECT = 200;

    private final AccessConfig config;
    private final @Nullable SeenKeys keys;
    private final @Nullable JWTProcessor<SecurityContext> processor;

    TokenReader(AccessConfig config) {
        this.config = config;
        this.keys = config.keys() == null ? null : new SeenKeys(source(config.keys()), OUTAGE, Clock.systemUTC());
        this.processor = keys == null ? null : processor(config, keys);
        if (processor == null) {
            LOG.atWarn()
                    .addKeyValue("setting", "crosscheck.access.keys")
                    .log("No token is believed: what is not open to anyone is closed");
        }
    }

    /**
     * Blocks while the issuer's keys are fetched, every few minutes and when a token names a key that is not known.
     *
     * @throws InvalidTokenException if it proves nothing
     * @throws ProblemException      503, if it cannot be found out: the issuer's keys were never had, or not for long
     */
    Caller read(String token) throws InvalidTokenException {
        if (processor == null || keys == null) {
            throw new InvalidTokenException("no keys are set");
        }
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return new Caller(name(claims.getSubject()), roles(claims.getClaim(config.rolesClaim())));
        } catch (RateLimitReachedException e) {
            // Whoever makes up names of keys does not have us ask the issuer each time.
            if (keys.wereSeenLately()) {
                throw new InvalidTokenException("its key is not known");
            }
            throw unavailable(e);
        } catch (KeySourceException e) {
            throw unavailable(e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new InvalidTokenException(String.valueOf(e.getMessage()));
        }
    }

    /** Keys are fetched ahead of time by a thread, which ends with us. */
    @PreDestroy
    void close() {
        if (keys != null) {
            keys.close();
        }
    }

    private ProblemException unavailable(KeySourceException e) {
        LOG.atError()
                .addKeyValue("keys", config.keys())
                .addKeyValue("because", innermost(e))
                .log("Could not fetch the keys of tokens");
        return new ProblemException(
                URI.create("/problems/unavailable"),
                "Not available at the moment",
                HttpStatus.SERVICE_UNAVAILABLE,
                "service: something it needs is away (expected: back soon; try again)",
                Map.of(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS));
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : innermost(cause);
    }

    /** Callers are told apart by it, in the log and in limits. */
    private static String name(@Nullable String subject) throws InvalidTokenException {
        if (subject == null
                || subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidTokenException(
                    "its subject is no name (expected: 1 to " + LONGEST_SUBJECT + " characters that can be read)");
        }
        return subject;
    }

    private static Set<Role> roles(@Nullable Object claim) {
        Stream<String> names = switch (claim) {
            case List<?> list -> list.stream().map(String::valueOf);
            case String text -> Stream.of(text.split(" "));
            case null, default -> Stream.empty();
        };
        Set<Role> roles = EnumSet.noneOf(Role.class);
        names.flatMap(name -> Role.named(name).stream()).forEach(roles::add);
        return roles;
    }

    private static JWTProcessor<SecurityContext> processor(AccessConfig config, JWKSource<SecurityContext> keys) {
        if (config.issuer() == null || config.issuer().isBlank()) {
            throw new IllegalStateException(
                    "crosscheck.access.issuer: nothing (expected: who issues the tokens, as they say in iss)");
        }
        if (config.audience().isBlank()) {
            throw new IllegalStateException(
                    "crosscheck.access.audience: nothing (expected: for whom tokens are, as they say in aud)");
        }
        if (config.tolerance().isNegative() || config.tolerance().compareTo(MOST_TOLERANCE) > 0) {
            throw new IllegalStateException("crosscheck.access.tolerance: " + config.tolerance() + " (expected: 0 to "
                    + MOST_TOLERANCE + "; so long a token is believed after its end)");
        }
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                config.audience(),
                new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
                REQUIRED_CLAIMS);
        claims.setMaxClockSkew(Math.toIntExact(config.tolerance().toSeconds()));
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private static JWKSource<SecurityContext> source(URI keys) {
        try {
            if ("file".equals(keys.getScheme())) {
                return new ImmutableJWKSet<>(JWKSet.load(Path.of(keys).toFile()));
            }
            if (!"https".equals(keys.getScheme()) && !isOfThisMachine(keys)) {
                throw new IllegalStateException("crosscheck.access.keys: " + keys
                        + " (expected: https or file; who can change keys on their way can make tokens)");
            }
            return JWKSourceBuilder.<SecurityContext>create(
                            keys.toURL(), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES_OF_KEYS))
                    .retrying(true)
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(
                    "crosscheck.access.keys: " + keys + " (expected: a JSON Web Key Set: " + e.getMessage() + ")", e);
        }
    }

    private static boolean isOfThisMachine(URI keys) {
        return "http".equals(keys.getScheme())
                && ("localhost".equals(keys.getHost()) || "127.0.0.1".equals(keys.getHost()));
    }
}
