package io.belfry.testkit;

import org.junit.jupiter.api.Test;

/** What every broker promises that carries envelopes between several nodes. */
public abstract class SeveralNodesContract extends BrokerContract {

    @Test
    void a_node_that_takes_its_time_holds_up_nobody_else() {
        seeAllButTheLastNodeServedWhileThatIsHeldUp();
    }
}
