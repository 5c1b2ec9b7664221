namespace ActorBroker.Model.Compression;

/// <summary>How the literals of a Zstandard block are kept. The numbers are the format's.</summary>
internal enum ZstdLiteralsKind
{
    /// <summary>As they are.</summary>
    Raw = 0,

    /// <summary>One byte, for all of them.</summary>
    Run = 1,

    /// <summary>A Huffman table, and the literals in its codes.</summary>
    Compressed = 2,

    /// <summary>Literals in the codes of the last table before.</summary>
    Treeless = 3,
}
