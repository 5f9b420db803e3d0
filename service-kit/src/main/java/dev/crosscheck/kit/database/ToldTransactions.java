package dev.crosscheck.kit.database;

import java.util.function.Consumer;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.impl.DefaultTransactionProvider;

/**
 * Transactions that say when they have been committed. A listener of jOOQ's own is told that a commit has ended, and it
 * has when it failed too: what was never committed would be sent as if it had been.
 */
final class ToldTransactions implements TransactionProvider {

    private static final Object USUAL = ToldTransactions.class;

    private final Consumer<TransactionContext> onCommit;

    /** @param onCommit is told of each transaction that was committed, and must not fail */
    ToldTransactions(Consumer<TransactionContext> onCommit) {
        this.onCommit = onCommit;
    }

    @Override
    public void begin(TransactionContext context) {
        usual(context).begin(context);
    }

    @Override
    public void commit(TransactionContext context) {
        usual(context).commit(context);
        onCommit.accept(context);
    }

    @Override
    public void rollback(TransactionContext context) {
        usual(context).rollback(context);
    }

    /** One for each transaction, with the connections that it began with. */
    private static TransactionProvider usual(TransactionContext context) {
        return (TransactionProvider) context.configuration()
                .data()
                .computeIfAbsent(
                        USUAL,
                        _ -> new DefaultTransactionProvider(
                                context.configuration().connectionProvider()));
    }
}
