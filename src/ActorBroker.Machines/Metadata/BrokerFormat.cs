using System.Collections.Immutable;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// The body of <see cref="BrokerRegistered"/>, version 1:
/// <code>
/// id incarnation lastActive+1 runId:byte[16] registeredAtMs isFenced isShuttingDown rack? (listener host port protocol)* (directory:byte[16])*
/// (feature first last)*
/// </code>
/// </summary>
internal static class BrokerFormat
{
    private const int EndpointBytesMin = 5;
    private const int DirectoryBytes = 16;
    private const int FeatureBytesMin = 4;
    private const int PortMax = 65_535;

    // The last millisecond of the year 9999.
    private const long MillisecondsMax = 253_402_300_799_999;

    public static void Write(MetadataWriter writer, BrokerImage broker)
    {
        writer.WriteNumber(broker.Id.Value);
        writer.WriteNumber(broker.Incarnation.Value);
        writer.WriteNumber(broker.LastActive.Value + 1);
        writer.WriteGuid(broker.RunId);
        writer.WriteNumber(broker.RegisteredAt.ToUnixTimeMilliseconds());
        writer.WriteFlag(broker.IsFenced);
        writer.WriteFlag(broker.IsShuttingDown);
        writer.WriteTextOrNull(broker.Rack);
        writer.WriteNumber(broker.Endpoints.Length);
        foreach (var endpoint in broker.Endpoints)
        {
            writer.WriteText(endpoint.Listener);
            writer.WriteText(endpoint.Host);
            writer.WriteNumber(endpoint.Port);
            writer.WriteNumber(endpoint.SecurityProtocol);
        }

        writer.WriteNumber(broker.LogDirectories.Length);
        foreach (var directory in broker.LogDirectories)
            writer.WriteGuid(directory);
        writer.WriteNumber(broker.Features.Length);
        foreach (var feature in broker.Features)
        {
            writer.WriteText(feature.Name);
            writer.WriteNumber(feature.First);
            writer.WriteNumber(feature.Last);
        }
    }

    public static BrokerImage Read(ref MetadataReader reader) => new()
    {
        Id = reader.ReadBroker(),
        Incarnation = new Incarnation(reader.ReadInt64()),
        LastActive = new Incarnation(reader.ReadInt64() - 1),
        RunId = reader.ReadGuid(),
        RegisteredAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadNumber(MillisecondsMax)),
        IsFenced = reader.ReadFlag(),
        IsShuttingDown = reader.ReadFlag(),
        Rack = reader.ReadTextOrNull(),
        Endpoints = ReadEndpoints(ref reader),
        LogDirectories = ReadDirectories(ref reader),
        Features = ReadFeatures(ref reader),
    };

    private static ImmutableArray<BrokerEndpoint> ReadEndpoints(ref MetadataReader reader)
    {
        var endpoints = ImmutableArray.CreateBuilder<BrokerEndpoint>(reader.ReadCount(EndpointBytesMin));
        for (var left = endpoints.Capacity; left > 0; left--)
            endpoints.Add(new BrokerEndpoint(reader.ReadName(), reader.ReadText(), (int)reader.ReadNumber(PortMax), reader.ReadInt16()));
        return endpoints.MoveToImmutable();
    }

    private static ImmutableArray<Guid> ReadDirectories(ref MetadataReader reader)
    {
        var directories = ImmutableArray.CreateBuilder<Guid>(reader.ReadCount(DirectoryBytes));
        for (var left = directories.Capacity; left > 0; left--)
            directories.Add(reader.ReadGuid());
        return directories.MoveToImmutable();
    }

    private static ImmutableArray<FeatureRange> ReadFeatures(ref MetadataReader reader)
    {
        var features = ImmutableArray.CreateBuilder<FeatureRange>(reader.ReadCount(FeatureBytesMin));
        for (var left = features.Capacity; left > 0; left--)
        {
            var range = new FeatureRange(reader.ReadName(), reader.ReadInt16(), reader.ReadInt16());
            features.Add(range.First <= range.Last ? range : throw MetadataReader.Malformed("a feature's levels end before they begin"));
        }

        return features.MoveToImmutable();
    }
}
