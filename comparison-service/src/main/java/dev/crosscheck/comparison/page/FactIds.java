package dev.crosscheck.comparison.page;

import static java.util.Objects.requireNonNull;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Ids of facts, each once, in order of mention. A page has hundreds of such lists, many of them laid together from
 * others: what is known to hold each id once is neither looked through nor copied again.
 */
final class FactIds extends AbstractList<String> implements RandomAccess {

    /** So few are compared with each other faster than by their hashes. */
    private static final int FEW = 4;

    private final String[] ids;

    private FactIds(String[] ids) {
        this.ids = ids;
    }

    static FactIds of(String id) {
        return new FactIds(new String[] {requireNonNull(id, "id")});
    }

    static FactIds of(String first, String second) {
        return first.equals(second) ? of(first) : new FactIds(new String[] {first, second});
    }

    static FactIds of(List<String> ids) {
        return ids instanceof FactIds facts ? facts : distinct(ids.toArray(String[]::new));
    }

    /** What all of these rest on. */
    static FactIds behind(List<Claim> claims) {
        FactIds first = claims.isEmpty() ? null : of(claims.getFirst().evidence());
        if (first != null && claims.size() == 1) {
            return first;
        }
        int count = 0;
        for (int i = 0; i < claims.size(); i++) {
            count += claims.get(i).evidence().size();
        }
        String[] ids = new String[count];
        int next = 0;
        for (int i = 0; i < claims.size(); i++) {
            String[] more = of(claims.get(i).evidence()).ids;
            System.arraycopy(more, 0, ids, next, more.length);
            next += more.length;
        }
        return distinct(ids);
    }

    /** @param ids kept or changed by this list */
    private static FactIds distinct(String[] ids) {
        int kept = ids.length <= FEW ? leaveOutOfFew(ids) : leaveOut(ids);
        return new FactIds(kept == ids.length ? ids : Arrays.copyOf(ids, kept));
    }

    /** Moves each id that is there for the first time to the front, and says how many there are. */
    private static int leaveOutOfFew(String[] ids) {
        int kept = 0;
        for (String id : ids) {
            int at = 0;
            while (at < kept && !isSame(id, ids[at])) {
                at++;
            }
            if (at == kept) {
                ids[kept++] = requireNonNull(id, "id");
            }
        }
        return kept;
    }

    /** The same by hashes. */
    private static int leaveOut(String[] ids) {
        int mask = (Integer.highestOneBit(2 * ids.length - 1) << 1) - 1;
        int[] table = new int[mask + 1];
        int kept = 0;
        for (String id : ids) {
            int slot = (id.hashCode() ^ id.hashCode() >>> 16) & mask;
            while (table[slot] != 0 && !isSame(id, ids[table[slot] - 1])) {
                slot = slot + 1 & mask;
            }
            if (table[slot] == 0) {
                ids[kept++] = id;
                table[slot] = kept;
            }
        }
        return kept;
    }

    /** Letters are looked at only where hashes are equal: nearly always it is the very same id, or another. */
    private static boolean isSame(String id, String other) {
        return id.hashCode() == other.hashCode() && id.equals(other);
    }

    @Override
    public String get(int index) {
        return ids[index];
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FactIds that ? Arrays.equals(ids, that.ids) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }
}
