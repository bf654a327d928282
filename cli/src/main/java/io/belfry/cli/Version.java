package io.belfry.cli;

import picocli.CommandLine.IVersionProvider;

/** Which Belfry this is; the build writes it into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "belfry " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
        };
    }
}
