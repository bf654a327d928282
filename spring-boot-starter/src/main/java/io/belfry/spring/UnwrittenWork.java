package io.belfry.spring;

/**
 * What an application has changed in its objects and not written to its database yet. It is written
 * before what a transaction has gathered is worked with: so rows of the application are always
 * locked before those of Belfry, and no two transactions wait for each other.
 */
@FunctionalInterface
public interface UnwrittenWork {

    /**
     * Writes what the transaction of this thread has left to write.
     *
     * @throws RuntimeException when the database refuses; the transaction is rolled back then
     */
    void write();
}
