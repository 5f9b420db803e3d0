package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Texts;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Origin;

/** {@link ModelsDevProvider} → {@link ProviderReported}. Pure. */
final class ProviderMapping {

    private final Curated curated;
    private final Origin origin;

    ProviderMapping(Curated curated, Origin origin) {
        this.curated = curated;
        this.origin = origin;
    }

    ProviderReported map(ModelsDevProvider provider, Mapping.Notes notes) {
        // How a program connects to it; nothing that a page shows.
        Fields entry = new Fields("", provider.body()).leaveOut("api", "env", "npm");
        String name = entry.text("name");
        if (name == null) {
            throw new InvalidEventException("name", null, "the provider's name");
        }
        String documentation = entry.text("doc");
        if (documentation != null && !Texts.isWebUrl(documentation)) {
            notes.dropped("doc (no http or https URL)");
            documentation = null;
        }
        ProviderKind kind = curated.kindOf(provider.id());
        if (kind == ProviderKind.UNKNOWN) {
            notes.notCurated("kind of the provider");
        }
        notes.unread(entry);
        return new ProviderReported(
                provider.id(), name, kind, documentation, origin.source(), origin.observedAt(), null, false);
    }
}
