package io.belfry.hub.settings;

import java.util.List;

public record ServerSettings(
        String host,
        int port,
        String path,
        List<String> trustedProxies,
        int eventLoops,
        Transport transport) {}
