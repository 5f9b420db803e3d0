package dev.crosscheck.comparison.page;

import java.util.List;

/**
 * Where each fact of a model stands among them. A page asks hundreds of times, of a model that no processor has in its
 * cache: so hashes and places lie side by side in one array, and an id is looked at only where its hash is found.
 */
public final class FactPlaces {

    /** Twice as many slots as facts at least: most looks need one slot. */
    private static final int SLOTS_PER_FACT = 2;

    private final String[] ids;

    /** Of each slot the hash of an id, then its place plus one; 0 for none. */
    private final int[] slots;

    private final int mask;

    private FactPlaces(List<Evidence> facts) {
        ids = new String[facts.size()];
        int count = Integer.highestOneBit(Math.max(1, SLOTS_PER_FACT * facts.size() - 1)) << 1;
        slots = new int[2 * count];
        mask = count - 1;
        for (int place = 0; place < ids.length; place++) {
            String id = facts.get(place).id();
            ids[place] = id;
            int slot = id.hashCode() & mask;
            while (slots[2 * slot + 1] != 0) {
                slot = slot + 1 & mask;
            }
            slots[2 * slot] = id.hashCode();
            slots[2 * slot + 1] = place + 1;
        }
    }

    /** @param facts whose ids differ */
    public static FactPlaces of(List<Evidence> facts) {
        return new FactPlaces(facts);
    }

    /** Where the fact of this id stands; -1 if it is not one of the model's. */
    public int of(String id) {
        int hash = id.hashCode();
        int slot = hash & mask;
        while (slots[2 * slot + 1] != 0) {
            int place = slots[2 * slot + 1] - 1;
            if (slots[2 * slot] == hash && ids[place].equals(id)) {
                return place;
            }
            slot = slot + 1 & mask;
        }
        return -1;
    }
}
