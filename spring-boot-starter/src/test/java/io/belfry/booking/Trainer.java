package io.belfry.booking;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A user. */
@Entity
public class Trainer {
    @Id private String login = "";

    Trainer() {}

    Trainer(String login) {
        this.login = login;
    }

    public String getLogin() {
        return login;
    }
}
