package io.belfry.spring.servlet;

import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.spring.ChannelUsers;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.broadcast.CurrentRequest;
import io.belfry.spring.web.PageEndpoints;
import io.belfry.spring.web.Principals;
import io.belfry.spring.web.PrincipalsConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;

/** Spring MVC: the endpoints, and the connection that a request came with. */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@Import(PrincipalsConfiguration.class)
public class BelfryWebMvcAutoConfiguration {

    /** Made by Spring. */
    BelfryWebMvcAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(CurrentRequest.class)
    ServletRequest belfryCurrentRequest() {
        return new ServletRequest();
    }

    @Bean
    @ConditionalOnBean(Endpoints.class)
    @ConditionalOnProperty(name = "belfry.endpoints.enabled", matchIfMissing = true)
    BroadcastingController belfryBroadcastingController(Endpoints endpoints, ChannelUsers users) {
        return new BroadcastingController(endpoints, users);
    }

    @Bean
    @ConditionalOnMissingBean(ChannelUsers.class)
    ServletUsers belfryChannelUsers(Principals principals) {
        return new ServletUsers(principals);
    }

    /** What pages ask of the services that the application has. */
    @Bean
    PageRoutes belfryPageRoutes(ObjectProvider<PageEndpoints> services, ChannelUsers users) {
        return new PageRoutes(PageEndpoints.of(services.orderedStream()), users);
    }
}
