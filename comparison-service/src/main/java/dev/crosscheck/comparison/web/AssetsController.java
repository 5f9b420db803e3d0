package dev.crosscheck.comparison.web;

import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;

/** Sends the files that pages load. */
@Controller
@Hidden
final class AssetsController {

    /** The address holds a hash of the content, so the content at an address never changes. */
    @Get("/assets/{hash}/{name}")
    @OpenTo(Role.ANYONE)
    HttpResponse<byte[]> asset(String hash, String name) {
        Assets.Asset asset = Assets.find(hash, name)
                .orElseThrow(() -> ProblemException.notFound(
                        "unknown-asset",
                        "No such file",
                        "path: not a file of a page (expected: one that a page names)"));
        return HttpResponse.ok(asset.bytes())
                .contentType(asset.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
    }

    /** Browsers ask for it unasked. */
    @Get("/favicon.ico")
    @OpenTo(Role.ANYONE)
    HttpResponse<byte[]> icon() {
        return HttpResponse.redirect(java.net.URI.create(Assets.address("icon.svg")));
    }
}
