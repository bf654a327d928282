package io.belfry.spring.transaction;

import io.belfry.broadcasting.Transactions;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** With Spring's transactions, what is broadcast within one waits for its commit. */
@AutoConfiguration(before = BelfryAutoConfiguration.class)
@ConditionalOnClass(TransactionSynchronizationManager.class)
public class BelfryTransactionAutoConfiguration {

    /** Made by Spring. */
    BelfryTransactionAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Transactions belfryTransactions() {
        return new SpringTransactions();
    }
}
