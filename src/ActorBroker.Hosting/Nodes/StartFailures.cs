using System.Net.Sockets;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;

namespace ActorBroker.Hosting.Nodes;

/// <summary>Says in an operator's words why a broker could not start.</summary>
internal static class StartFailures
{
    /// <summary>For whatever a start threw.</summary>
    public static BrokerStartException Of(Exception failure, DataOptions data) => failure switch
    {
        BrokerStartException started => started,
        BrokerEndedException { InnerException: { } cause } => OfData(cause, data),
        _ => OfData(failure, data),
    };

    /// <summary>For an address that was not bound.</summary>
    /// <param name="failure">What the operating system said.</param>
    /// <param name="address">The address.</param>
    /// <param name="key">The key that gives another, without its first part.</param>
    public static BrokerStartException Of(SocketException failure, ListenAddress address, string key) =>
        failure.SocketErrorCode == SocketError.AddressAlreadyInUse
            ? new(StartProblem.AddressInUse, address.ToString(), $"Another program listens on {address} already.", failure, OptionReader.Whole(key))
            : new(StartProblem.AddressUnusable, address.ToString(), $"Cannot listen on {address}: {failure.Message}.", failure, OptionReader.Whole(key));

    private static BrokerStartException OfData(Exception failure, DataOptions data) => failure switch
    {
        LogDiskException { Error: LogDiskError.Locked } locked =>
            Of(StartProblem.DataInUse, locked.Path, data, "is in use by another process", failure),
        LogDiskException refused =>
            Of(StartProblem.DataUnusable, refused.Path, data, $"cannot be used. {refused.Message}", failure),
        DirectoryMismatchException other =>
            Of(StartProblem.DataOfAnother, other.Path, data, $"is another broker's: it belongs to {Owner(other, other.Found)}, and this is {Owner(other, other.Expected)}", failure),
        DuplicateDirectoryException copy =>
            Of(StartProblem.DataOfAnother, copy.Second, data, $"is a copy of another one. {copy.Message}", failure),
        NewerFormatException newer =>
            Of(StartProblem.DataNewer, newer.Path, data, $"was written by a newer version. {newer.Message}", failure),
        DamagedIdentityException damaged =>
            Of(StartProblem.DataDamaged, damaged.Path, data, $"has lost its identity. {damaged.Message}", failure),
        DamagedMemoryException lost =>
            Of(StartProblem.DataDamaged, lost.Directory, data, $"has lost what the broker remembers. {lost.Message}", failure),
        _ => new BrokerStartException(StartProblem.Failed, "", $"The broker could not start: {failure.Message}", failure),
    };

    private static BrokerStartException Of(StartProblem problem, string path, DataOptions data, string what, Exception cause)
    {
        var directory = data.Directories.FirstOrDefault(directory => path == directory || path.StartsWith(directory + '/', StringComparison.Ordinal)) ?? path;
        return new BrokerStartException(problem, directory, $"The data directory '{directory}' {what.TrimEnd('.')}.", cause);
    }

    /// <summary>The owner of the actors' memory is written as a cluster id: it is made before any cluster has a name.</summary>
    private static string Owner(DirectoryMismatchException mismatch, string value) => value.StartsWith(SystemConfig.OwnerPrefix, StringComparison.Ordinal)
        ? $"node {value[SystemConfig.OwnerPrefix.Length..]}"
        : mismatch.What == "broker id" ? $"node {value}" : $"cluster {value}";
}
