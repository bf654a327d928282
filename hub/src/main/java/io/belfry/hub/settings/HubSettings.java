package io.belfry.hub.settings;

import java.util.List;

public record HubSettings(
        ServerSettings server,
        TlsSettings tls,
        LimitSettings limits,
        ShutdownSettings shutdown,
        CompatSettings compat,
        List<AppSettings> apps) {}
