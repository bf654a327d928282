package io.belfry.spring.reactive;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.spring.ReactiveBroadcaster;
import io.belfry.spring.ReactiveChannelUsers;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.broadcast.CurrentRequest;
import io.belfry.spring.web.PageEndpoints;
import io.belfry.spring.web.Principals;
import io.belfry.spring.web.PrincipalsConfiguration;
import io.micrometer.context.ContextRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.DispatcherHandler;

/** Spring WebFlux: the endpoints, a reactive broadcaster, and the connection of a request. */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@Import(PrincipalsConfiguration.class)
public class BelfryWebFluxAutoConfiguration {

    /** Made by Spring. */
    BelfryWebFluxAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(CurrentRequest.class)
    CallContext belfryCurrentRequest(Principals principals) {
        return new CallContext(principals);
    }

    @Bean
    SocketIdFilter belfrySocketIdFilter() {
        return new SocketIdFilter();
    }

    @Bean
    @ConditionalOnMissingBean(ReactiveChannelUsers.class)
    ExchangeUsers belfryChannelUsers(Principals principals) {
        return new ExchangeUsers(principals);
    }

    @Bean
    @ConditionalOnBean(Endpoints.class)
    @ConditionalOnProperty(name = "belfry.endpoints.enabled", matchIfMissing = true)
    ReactiveBroadcastingController belfryBroadcastingController(
            Endpoints endpoints, ReactiveChannelUsers users, BlockingWork work) {
        return new ReactiveBroadcastingController(endpoints, users, work);
    }

    @Bean
    @ConditionalOnMissingBean
    ReactiveBroadcaster belfryReactiveBroadcaster(
            Broadcaster broadcaster, BlockingWork work, ObjectProvider<ReactiveCommit> commit) {
        return new OffLoopBroadcaster(
                broadcaster, work, commit.getIfAvailable(ReactiveCommit::none));
    }

    /** What pages ask of the services that the application has. */
    @Bean
    PageRoutes belfryPageRoutes(
            ObjectProvider<PageEndpoints> services, ReactiveChannelUsers users, BlockingWork work) {
        return new PageRoutes(PageEndpoints.of(services.orderedStream()), users, work);
    }

    /** With Spring Security, rules see its context. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.security.core.context.ReactiveSecurityContextHolder")
    static class SecuredWorkConfiguration {
        @Bean
        BlockingWork belfryBlockingWork() {
            return new SecuredBlockingWork();
        }
    }

    /** Without it there is none to see. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(
            "org.springframework.security.core.context.ReactiveSecurityContextHolder")
    static class WorkConfiguration {
        @Bean
        BlockingWork belfryBlockingWork() {
            return new BlockingWork();
        }
    }

    /** With Spring's transactions, what is broadcast within a reactive one waits for its commit. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.transaction.reactive.TransactionSynchronizationManager")
    static class CommitConfiguration {
        @Bean
        ReactiveCommit belfryReactiveCommit() {
            return new SpringReactiveCommit();
        }
    }

    /** With Micrometer's propagation, the connection of a request is in the thread by itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextRegistry.class)
    static class PropagationConfiguration {
        PropagationConfiguration() {
            ContextRegistry.getInstance()
                    .registerThreadLocalAccessor(
                            CallContext.KEY,
                            CallContext::inThread,
                            CallContext::putIntoThread,
                            () -> CallContext.putIntoThread(null));
        }
    }
}
