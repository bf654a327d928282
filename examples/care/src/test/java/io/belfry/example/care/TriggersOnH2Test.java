package io.belfry.example.care;

/** As it runs out of the box. */
class TriggersOnH2Test extends TriggersContract {

    TriggersOnH2Test() {
        super(GivenCare.inMemory());
    }
}
