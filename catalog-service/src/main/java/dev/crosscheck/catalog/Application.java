package dev.crosscheck.catalog;

import dev.crosscheck.kit.ServiceMain;
import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** Starts the catalog service; told {@code migrate}, migrates its database and ends. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Crosscheck catalog",
                        version = "1",
                        description = "Which models, makers, benchmarks, scores and statements exist, and since when."))
@OpenAPIInclude(
        classNames = {
            "dev.crosscheck.kit.http.UpdatesController",
            "dev.crosscheck.kit.http.DeadLettersController",
        })
public final class Application {

    public static void main(String[] args) {
        ServiceMain.run(Application.class, args);
    }

    private Application() {}
}
