package io.belfry.blog;

import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.spring.jpa.BroadcastEntity;
import io.belfry.spring.jpa.BroadcastsChanges;
import io.belfry.spring.jpa.EntityChange;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Says for itself what is told of it, and not of new ones. */
@Entity
@BroadcastEntity(
        value = {EntityChange.UPDATED, EntityChange.DELETED},
        toOthers = true)
public class Page implements BroadcastsChanges {
    @Id private String path = "";
    private String text = "";

    Page() {}

    Page(String path, String text) {
        this.path = path;
        this.text = text;
    }

    void setText(String text) {
        this.text = text;
    }

    @Override
    public Collection<? extends Channel> broadcastOn(EntityChange change) {
        return List.of(new PublicChannel("pages"));
    }

    @Override
    public String broadcastAs(EntityChange change) {
        return change == EntityChange.DELETED ? "page.gone" : null;
    }

    @Override
    public Object broadcastWith(EntityChange change) {
        return Map.of("path", path);
    }

    @Override
    public boolean broadcastWhen(EntityChange change) {
        return !text.equals("secret");
    }
}
