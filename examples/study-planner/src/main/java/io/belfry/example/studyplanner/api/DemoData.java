package io.belfry.example.studyplanner.api;

import io.belfry.example.studyplanner.api.people.People;
import io.belfry.example.studyplanner.api.people.Role;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.io.PrintStream;

/** Fills an empty study planner with people to be, and says who they are. */
@Component
class DemoData implements ApplicationRunner {
    private static final String PASSWORD = "studie";

    private final People people;
    private final PrintStream out = System.out;

    DemoData(People people) {
        this.people = people;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (people.isEmpty()) {
            long marieke = people.add("marieke", PASSWORD, "Marieke Mentor", Role.MENTOR, null);
            long joris = people.add("joris", PASSWORD, "Joris Mentor", Role.MENTOR, null);
            people.add("lotte", PASSWORD, "Lotte Leerling", Role.PUPIL, marieke);
            people.add("sem", PASSWORD, "Sem Leerling", Role.PUPIL, marieke);
            people.add("daan", PASSWORD, "Daan Leerling", Role.PUPIL, joris);
        }
        out.print(
                """

                  marieke  studie  Marieke, mentor of Lotte and Sem
                  joris    studie  Joris, mentor of Daan
                  lotte    studie  Lotte, pupil of Marieke
                  sem      studie  Sem, pupil of Marieke
                  daan     studie  Daan, pupil of Joris
                """);
        out.flush();
    }
}
