package io.belfry.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Announces nothing. */
@Entity
public class Author {
    @Id @GeneratedValue private Long id;
    private String password = "secret";

    public Long getId() {
        return id;
    }

    public String getPassword() {
        return password;
    }
}
