package io.belfry.example.care.children;

import io.belfry.example.care.people.Office;
import io.belfry.spring.jpa.RefreshesContexts;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;

/** A child of a parent. When it changes, screens of that parent and of the office fetch again. */
@Entity
@RefreshesContexts(value = "children", users = "parentId", admins = true)
public class Child {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    long parentId;
    String name = "";
    String allergies = "";
    String emergencyContact = "";
    boolean maySwim;
    @Nullable OffsetDateTime submittedAt;
    boolean isReviewed;

    /** Made by Hibernate. */
    protected Child() {}

    public Child(long parentId, String name) {
        this.parentId = parentId;
        this.name = name;
    }

    /** What a trainer has to know: whenever it is said anew, the office looks at it anew. */
    public void submit(String allergies, String emergencyContact, boolean maySwim) {
        this.allergies = allergies;
        this.emergencyContact = emergencyContact;
        this.maySwim = maySwim;
        this.submittedAt = Office.now();
        this.isReviewed = false;
    }

    public long parentId() {
        return parentId;
    }

    public String name() {
        return name;
    }

    public boolean isReady() {
        return submittedAt != null;
    }
}
