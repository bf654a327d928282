package io.belfry.example.school;

/** As it runs out of the box. */
class WritingAtOnceOnH2Test extends WritingAtOnceContract {

    WritingAtOnceOnH2Test() throws Exception {
        super(GivenSchool.inMemory());
    }
}
