package io.belfry.blog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.spring.jpa.BroadcastEntity;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

import java.util.ArrayList;
import java.util.List;

/** Announces all its changes in the usual way. */
@Entity
@BroadcastEntity
public class Post {
    @Id @GeneratedValue private Long id;
    private String title = "";

    @Column(length = 100_000)
    @VisibleTo("editor")
    private String note = "";

    @JsonIgnore private String draft = "";
    @Embedded private Place place = new Place("Ulm");

    @ManyToOne(fetch = FetchType.LAZY)
    private Author author;

    @ElementCollection private List<String> tags = new ArrayList<>();

    public Long getId() {
        return id;
    }

    @JsonProperty("headline")
    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }

    public String getDraft() {
        return draft;
    }

    public Place getPlace() {
        return place;
    }

    public Author getAuthor() {
        return author;
    }

    public void setAuthor(Author author) {
        this.author = author;
    }

    public List<String> getTags() {
        return tags;
    }

    /** Would load all tags. */
    public int getTagCount() {
        return tags.size();
    }
}
