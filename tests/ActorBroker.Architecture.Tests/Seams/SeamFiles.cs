using System.Xml;
using System.Xml.Linq;
using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Seams;

/// <summary>
/// The seams: the only files that may use what the banned lists name, because they are what the rest is given in its place.
/// A change here is a change of the architecture.
/// </summary>
internal static class SeamFiles
{
    /// <summary>The diagnostic of the banned lists.</summary>
    public const string Diagnostic = "RS0030";

    private const string ConfigPath = ".editorconfig";

    /// <summary>The frozen list, with the reason for each. An entry that ends with a slash stands for all sources below that folder.</summary>
    public static IReadOnlyDictionary<string, string> Frozen { get; } = new Dictionary<string, string>
    {
        ["src/ActorBroker.Log/Disk/FileLogDisk.cs"] = "the real disk behind ILogDisk",
        ["src/ActorBroker.Log/Disk/FileLogFile.cs"] = "the open files of the real disk",
        ["src/ActorBroker.Hosting/BrokerPlatform.cs"] = "the machine's clock, disk and chance, for the composition root to hand out",
    };

    /// <summary>True for a source that is a seam.</summary>
    public static bool Contains(string path) => EntryOf(path) is not null;

    /// <summary>
    /// Files for which a section of <c>.editorconfig</c> weakens the diagnostic though the frozen list lacks them;
    /// other configuration files and build properties that could weaken it unseen.
    /// </summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        [.. FindUnlisted(files), .. FindOtherConfigs(files), .. files.Files.Where(file => file.IsBuildFile).SelectMany(FindInBuildFile)];

    /// <summary>Entries of the frozen list that no section of <c>.editorconfig</c> serves, or that no file answers to.</summary>
    public static IEnumerable<string> FindStale(SourceSet files)
    {
        var switched = SwitchedOff(files).Select(found => EntryOf(found.File.Path)).ToHashSet();
        return Frozen.Keys.Where(entry => !switched.Contains(entry));
    }

    private static IEnumerable<Finding> FindUnlisted(SourceSet files) =>
        SwitchedOff(files)
            .Where(found => !Contains(found.File.Path))
            .Select(found => new Finding(
                found.File.Path,
                1,
                $"[{found.Section.Glob}] of {ConfigPath} switches {Diagnostic} off here, but the file is no seam; list it with its reason in SeamFiles.cs"));

    private static IEnumerable<(SourceFile File, EditorConfigSection Section)> SwitchedOff(SourceSet files) =>
        from section in EditorConfigSection.Read(files.Find(ConfigPath)?.Text ?? "")
        where section.Settings.TryGetValue($"dotnet_diagnostic.{Diagnostic}.severity", out var severity) && severity != "error"
        from file in files.CSharp
        where section.Matches(file.Path)
        select (file, section);

    private static IEnumerable<Finding> FindOtherConfigs(SourceSet files) =>
        files.Files
            .Where(file => file.Name is ConfigPath || Path.GetExtension(file.Name) is ".globalconfig" or ".ruleset")
            .Where(file => file.Path != ConfigPath)
            .Select(file => new Finding(file.Path, 1, $"analyzers are configured in the top folder's {ConfigPath} only"));

    private static IEnumerable<Finding> FindInBuildFile(SourceFile file) =>
        from property in XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Descendants()
        where property.Name.LocalName is "NoWarn" or "WarningsNotAsErrors" or "DisabledWarnings" or "RunAnalyzers" or "BannedSymbolsKind"
            || (property.Name.LocalName == "TreatWarningsAsErrors" && property.Value != "true")
        where file.Path != "Directory.Build.targets"
        select new Finding(
            file.Path,
            ((IXmlLineInfo)property).LineNumber,
            $"{property.Name.LocalName} weakens the build for a whole project; repair the cause, or suppress one place with a reason");

    private static string? EntryOf(string path) =>
        Frozen.Keys.FirstOrDefault(entry => entry == path || (entry.EndsWith('/') && path.StartsWith(entry, StringComparison.Ordinal)));
}
