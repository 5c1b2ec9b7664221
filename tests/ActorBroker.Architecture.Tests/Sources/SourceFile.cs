using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Sources;

/// <summary>One text file, of the repository or of a sample. Parsed at the first question about its syntax.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Parse);

    private readonly Lazy<CompilationUnitSyntax> _root;

    /// <param name="path">Relative to the top folder, with <c>/</c> between names.</param>
    /// <param name="text">The whole file.</param>
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        _root = new(() => CSharpSyntaxTree.ParseText(Text, ParseOptions, Path).GetCompilationUnitRoot());
    }

    /// <summary>Relative to the top folder, with <c>/</c> between names.</summary>
    public string Path { get; }

    /// <summary>The whole file.</summary>
    public string Text { get; }

    /// <summary>The file's name without its folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>True for C# source.</summary>
    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>True for a project file.</summary>
    public bool IsProject => Path.EndsWith(".csproj", StringComparison.Ordinal);

    /// <summary>True for a project file or a file that project files import.</summary>
    public bool IsBuildFile =>
        IsProject
        || Path.EndsWith(".props", StringComparison.Ordinal)
        || Path.EndsWith(".targets", StringComparison.Ordinal);

    /// <summary>The syntax tree of C# source.</summary>
    public CompilationUnitSyntax Root => _root.Value;

    /// <summary>The part of the repository that the file lies in.</summary>
    public Area Area => Path switch
    {
        _ when Path.StartsWith("src/Akka/", StringComparison.Ordinal) => Area.Kernel,
        _ when Path.StartsWith("src/", StringComparison.Ordinal) => Area.Product,
        _ when Path.StartsWith("tests/", StringComparison.Ordinal) => Area.Tests,
        _ when Path.StartsWith("samples/", StringComparison.Ordinal) => Area.Samples,
        _ => Area.Top,
    };

    /// <summary>The folder that holds the file's project, by the layout <c>src/X</c>, <c>src/Akka/X</c>, <c>tests/X</c>, <c>samples/X</c>.</summary>
    public string ProjectFolder
    {
        get
        {
            var names = Path.Split('/');
            var depth = Area switch { Area.Kernel => 3, Area.Top => 0, _ => 2 };
            return string.Join('/', names.Take(Math.Min(depth, names.Length - 1)));
        }
    }

    /// <summary>The name of the project that the file belongs to, which is that of its folder.</summary>
    public string Project => ProjectFolder[(ProjectFolder.LastIndexOf('/') + 1)..];

    /// <summary>The lines of the text, without their ends.</summary>
    public string[] Lines() => Text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>A finding where <paramref name="place"/> begins.</summary>
    public Finding Finding(SyntaxNodeOrToken place, string message) => new(Path, LineOf(place.SpanStart), message);

    /// <summary>The line, counted from 1, of a position in the text.</summary>
    public int LineOf(int position) => _root.Value.SyntaxTree.GetText().Lines.IndexOf(position) + 1;
}
