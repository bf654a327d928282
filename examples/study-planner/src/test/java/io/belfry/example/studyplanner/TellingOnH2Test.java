package io.belfry.example.studyplanner;

class TellingOnH2Test extends TellingContract {
    @Override
    GivenApi api(String relayUrl) {
        return GivenApi.calling(relayUrl);
    }
}
