package io.belfry.booking;

import io.belfry.spring.jpa.RefreshesContexts;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;

import java.util.ArrayList;
import java.util.List;

/** Of a parent, with all who train. */
@Entity
@RefreshesContexts(
        value = "bookings",
        users = {"parentId", "schedules.trainer"},
        admins = true)
public class Booking {
    @Id @GeneratedValue private Long id;
    private Long parentId;
    private String note = "";

    @OneToMany(mappedBy = "booking", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<Schedule> schedules = new ArrayList<>();

    Booking() {}

    Booking(long parentId) {
        this.parentId = parentId;
    }

    public Long getId() {
        return id;
    }

    void setParentId(long other) {
        this.parentId = other;
    }

    void setNote(String other) {
        this.note = other;
    }

    public Long getParentId() {
        return parentId;
    }

    public String getNote() {
        return note;
    }

    List<Schedule> getSchedules() {
        return schedules;
    }
}
