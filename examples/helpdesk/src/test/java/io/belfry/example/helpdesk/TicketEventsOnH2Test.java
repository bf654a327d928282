package io.belfry.example.helpdesk;

/** As it runs out of the box. */
class TicketEventsOnH2Test extends TicketEventsContract {

    TicketEventsOnH2Test() {
        super(GivenHelpdesk.inMemory());
    }
}
