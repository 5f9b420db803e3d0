package dev.crosscheck.kit.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.local.LocalTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReaderTest {

    private static final String ISSUER = "https://id.example";

    @TempDir
    private static Path folder;

    private static ECKey key;
    private static RSAKey rsaKey;
    private static URI keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        rsaKey = new RSAKeyGenerator(2048).keyID("two").generate();
        keys = write("keys.json", key, rsaKey);
    }

    @Test
    void tokenSaysWhoItIsAndInWhichRoles() throws Exception {
        Caller caller = reader(keys).read(signed(claims().claim("roles", List.of("publisher", "reader", "admin"))));

        assertThat(caller.name()).isEqualTo("ada");
        // Roles of others are none of ours.
        assertThat(caller.roles()).isEqualTo(Set.of(Role.PUBLISHER, Role.READER));
    }

    @Test
    void rolesMayStandInOneText() throws Exception {
        assertThat(reader(keys)
                        .read(signed(claims().claim("roles", "operator reader")))
                        .roles())
                .isEqualTo(Set.of(Role.OPERATOR, Role.READER));
    }

    @Test
    void nobodyIsAnyoneByToken() throws Exception {
        assertThat(reader(keys)
                        .read(signed(claims().claim("roles", List.of("anyone", "READER"))))
                        .roles())
                .isEmpty();
    }

    @Test
    void tokenSignedWithAnRsaKeyIsBelieved() throws Exception {
        String token = signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("two").build(), new RSASSASigner(rsaKey), claims());

        assertThat(reader(keys).read(token).name()).isEqualTo("ada");
    }

    @Test
    void tokenOfThisMachineIsBelieved() throws Exception {
        LocalTokens tokens = new LocalTokens(folder.resolve("local"));
        TokenReader reader = reader(
                URI.create(String.valueOf(tokens.properties().get("crosscheck.access.keys"))),
                String.valueOf(tokens.properties().get("crosscheck.access.issuer")));

        for (String role : LocalTokens.ROLES) {
            assertThat(reader.read(tokens.token("me", Duration.ofMinutes(1), List.of(role)))
                            .roles())
                    .extracting(Role::id)
                    .containsExactly(role);
        }
    }

    static Stream<Arguments> worthless() throws Exception {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        Instant now = Instant.now();
        String good = signed(claims());
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("no token", "abc"),
                Arguments.of("unsigned", new PlainJWT(claims().build()).serialize()),
                Arguments.of("signature taken off", good.substring(0, good.lastIndexOf('.') + 1)),
                Arguments.of(
                        "signed with another key of that name", signed(header(), new ECDSASigner(other), claims())),
                Arguments.of(
                        "signed with a key that is not known",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .keyID("three")
                                        .build(),
                                new ECDSASigner(key),
                                claims())),
                // The public key is no secret: whoever has it must not be able to sign with it.
                Arguments.of(
                        "signed with the public key as a shared secret",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .keyID("one")
                                        .build(),
                                new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8)),
                                claims())),
                Arguments.of("changed", changed(good)),
                Arguments.of("expired", signed(claims().expirationTime(Date.from(now.minusSeconds(120))))),
                Arguments.of("without an end", signed(claims().expirationTime(null))),
                Arguments.of("not in force yet", signed(claims().notBeforeTime(Date.from(now.plusSeconds(120))))),
                Arguments.of("of another issuer", signed(claims().issuer("https://other.example"))),
                Arguments.of("for another system", signed(claims().audience("payroll"))),
                Arguments.of("for nobody in particular", signed(claims().audience((String) null))),
                Arguments.of("of nobody", signed(claims().subject(null))),
                Arguments.of("of nobody that could be named", signed(claims().subject(" "))),
                Arguments.of("of somebody with two lines", signed(claims().subject("ada\nbob"))),
                Arguments.of("of somebody with a long name", signed(claims().subject("a".repeat(201)))),
                Arguments.of(
                        "of another kind",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .keyID("one")
                                        .type(new JOSEObjectType("logout+jwt"))
                                        .build(),
                                new ECDSASigner(key),
                                claims())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worthless")
    void worthlessTokenProvesNothing(String what, String token) {
        TokenReader reader = reader(keys);

        assertThatThrownBy(() -> reader.read(token)).as(what).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void withoutKeysNoTokenIsBelieved() throws Exception {
        TokenReader reader = reader(null);
        String token = signed(claims());

        assertThatThrownBy(() -> reader.read(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void keysAreFetchedOnceForManyTokens() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer issuer = issuer(fetched);
        try {
            TokenReader reader =
                    reader(URI.create("http://localhost:" + issuer.getAddress().getPort() + "/keys"));

            for (int i = 0; i < 100; i++) {
                assertThat(reader.read(signed(claims())).name()).isEqualTo("ada");
            }

            assertThat(fetched).hasValue(1);
        } finally {
            issuer.stop(0);
        }
    }

    /** Somebody who makes up names of keys gets no more out of it than that. */
    @Test
    void keysThatNobodyKnowsAreSoonNotAskedFor() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer issuer = issuer(fetched);
        try {
            TokenReader reader =
                    reader(URI.create("http://localhost:" + issuer.getAddress().getPort() + "/keys"));

            for (int i = 0; i < 100; i++) {
                String token = signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .keyID("made-up-" + i)
                                .build(),
                        new ECDSASigner(key),
                        claims());
                assertThatThrownBy(() -> reader.read(token)).isInstanceOf(InvalidTokenException.class);
            }

            assertThat(fetched).hasValueLessThan(5);
            assertThat(reader.read(signed(claims())).name()).isEqualTo("ada");
        } finally {
            issuer.stop(0);
        }
    }

    /** That nothing can be found out is no fault of the token: whoever sent it may try again. */
    @Test
    void issuerThatIsAwayIsNotAvailableAtTheMoment() throws Exception {
        HttpServer closed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TokenReader reader =
                reader(URI.create("http://localhost:" + closed.getAddress().getPort() + "/keys"));
        closed.stop(0);
        String token = signed(claims());

        // Also when it is not asked again for a while.
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> reader.read(token))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status().getCode()).isEqualTo(503));
        }
    }

    @Test
    void keysAreNotFetchedWhereSomebodyCouldChangeThemOnTheirWay() {
        assertThatThrownBy(() -> reader(URI.create("http://id.example/keys")))
                .hasMessageContaining("crosscheck.access.keys: http://id.example/keys (expected: https or file");
    }

    /** It would take away the end of every token. */
    @ParameterizedTest
    @ValueSource(strings = {"PT5M1S", "P3650D", "PT-1S"})
    void clocksAreNotYearsApart(Duration tolerance) {
        AccessConfig config = new AccessConfig(keys, ISSUER, "crosscheck", "roles", tolerance);

        assertThatThrownBy(() -> new TokenReader(config)).hasMessageContaining("crosscheck.access.tolerance: PT");
    }

    @Test
    void audienceHasToBeNamed() {
        AccessConfig config = new AccessConfig(keys, ISSUER, " ", "roles", Duration.ZERO);

        assertThatThrownBy(() -> new TokenReader(config)).hasMessageContaining("crosscheck.access.audience");
    }

    @Test
    void issuerHasToBeNamed() {
        assertThatThrownBy(() -> reader(keys, null)).hasMessageContaining("crosscheck.access.issuer");
    }

    /** Where an identity provider publishes its keys. */
    private static HttpServer issuer(AtomicInteger fetched) throws IOException {
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetched.incrementAndGet();
            byte[] set = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
        });
        issuer.start();
        return issuer;
    }

    private static TokenReader reader(@Nullable URI keys) {
        return reader(keys, ISSUER);
    }

    private static TokenReader reader(@Nullable URI keys, @Nullable String issuer) {
        return new TokenReader(new AccessConfig(keys, issuer, "crosscheck", "roles", Duration.ofSeconds(30)));
    }

    private static URI write(String name, JWK... known) throws IOException {
        JWKSet set = new JWKSet(Stream.of(known).map(JWK::toPublicJWK).toList());
        return Files.writeString(folder.resolve(name), set.toString()).toUri();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("crosscheck")
                .subject("ada")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private static JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build();
    }

    private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(header(), new ECDSASigner(key), claims);
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims.build());
        token.sign(signer);
        return token.serialize();
    }

    /** One character of what it says. */
    private static String changed(String token) {
        int middle = token.indexOf('.') + 10;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }
}
