package io.belfry.example.clinic;

/** As it runs out of the box. */
class ClinicEventsOnH2Test extends ClinicEventsContract {

    ClinicEventsOnH2Test() {
        super(GivenClinic.inMemory());
    }
}
