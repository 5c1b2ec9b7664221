namespace ActorBroker.Log.Disk;

/// <summary>A kind of call to a kind of file, so that a test can make each fail once.</summary>
/// <param name="Kind">Which call.</param>
/// <param name="File">
/// The path's last name, in which a part of digits, hexadecimal letters and dashes before the first dot is <c>*</c>: <c>*.log</c>,
/// <c>checkpoint.tmp</c>.
/// </param>
public readonly record struct DiskCallSite(DiskOperationKind Kind, string File)
{
    /// <summary>Where a call belongs.</summary>
    public static DiskCallSite Of(DiskOperation operation)
    {
        var path = operation.Path.TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var stem = dot < 0 ? name : name[..dot];
        var isNumber = stem.Any(char.IsAsciiDigit) && stem.All(letter => char.IsAsciiHexDigit(letter) || letter == '-');
        return new DiskCallSite(operation.Kind, isNumber ? "*" + name[stem.Length..] : name);
    }
}
