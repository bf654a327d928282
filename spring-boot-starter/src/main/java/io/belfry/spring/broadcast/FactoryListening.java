package io.belfry.spring.broadcast;

import io.belfry.spring.start.StartRefused;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;

import java.util.function.Consumer;

/** Finds the factories of entities, whoever has made them. Immutable. */
public final class FactoryListening implements BeanPostProcessor {
    private final String annotation;
    private final Consumer<EntityManagerFactory> listen;

    /**
     * @param annotation what may be wrong
     * @param listen listens to a factory, and throws an {@link IllegalArgumentException} when an
     *     entity cannot do what its annotation says
     */
    public FactoryListening(String annotation, Consumer<EntityManagerFactory> listen) {
        this.annotation = annotation;
        this.listen = listen;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof EntityManagerFactory factory) {
            try {
                listen.accept(factory);
            } catch (IllegalArgumentException e) {
                String why = String.valueOf(e.getMessage());
                throw new StartRefused(annotation, why, "Change the entity.");
            }
        }
        return bean;
    }
}
