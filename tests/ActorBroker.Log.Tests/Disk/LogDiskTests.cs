using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>What every <see cref="ILogDisk"/> does with names. The heirs say which disk.</summary>
public abstract class LogDiskTests
{
    /// <summary>The disk under test.</summary>
    protected abstract ILogDisk Disk { get; }

    /// <summary>An empty directory on it.</summary>
    protected abstract string Top { get; }

    [Fact]
    public void Existing_file_must_be_there()
    {
        var refusal = Assert.Throws<LogDiskException>(() => Disk.Open($"{Top}/absent", LogFileMode.Existing));

        Assert.Equal(LogDiskError.NotFound, refusal.Error);
        Assert.Equal("open", refusal.Operation);
        Assert.Equal($"{Top}/absent", refusal.Path);
        Assert.False(Disk.FileExists($"{Top}/absent"));
    }

    [Fact]
    public void New_file_must_not_be_there()
    {
        Put("file", 1);

        var refusal = Assert.Throws<LogDiskException>(() => Disk.Open($"{Top}/file", LogFileMode.New));

        Assert.Equal(LogDiskError.Exists, refusal.Error);
        Assert.Equal([1], Get("file"));
    }

    [Fact]
    public void Existing_or_new_opens_what_is_there_and_creates_what_is_not()
    {
        Put("there", 1, 2);

        using var there = Disk.Open($"{Top}/there", LogFileMode.ExistingOrNew);
        using var created = Disk.Open($"{Top}/created", LogFileMode.ExistingOrNew);

        Assert.Equal(2, there.Length);
        Assert.Equal(0, created.Length);
        Assert.True(Disk.FileExists($"{Top}/created"));
        Assert.Equal($"{Top}/created", created.Path);
    }

    [Fact]
    public void File_cannot_be_created_in_a_directory_that_does_not_exist()
    {
        var refusal = Assert.Throws<LogDiskException>(() => Disk.Open($"{Top}/absent/file", LogFileMode.New));

        Assert.Equal(LogDiskError.NotFound, refusal.Error);
    }

    [Fact]
    public void Directory_cannot_be_opened_as_a_file()
    {
        var refusal = Assert.Throws<LogDiskException>(() => Disk.Open(Top, LogFileMode.Existing));

        Assert.Equal(LogDiskError.Denied, refusal.Error);
        Assert.False(Disk.FileExists(Top));
        Assert.True(Disk.DirectoryExists(Top));
    }

    [Fact]
    public void Directory_is_created_with_those_above_it()
    {
        Disk.CreateDirectory($"{Top}/a/b/c");
        Disk.CreateDirectory($"{Top}/a/b");

        Assert.True(Disk.DirectoryExists($"{Top}/a/b/c"));
        Assert.False(Disk.DirectoryExists($"{Top}/a/b/d"));
    }

    [Fact]
    public void Directory_cannot_be_created_where_a_file_is()
    {
        Put("file", 1);

        var refusal = Assert.Throws<LogDiskException>(() => Disk.CreateDirectory($"{Top}/file"));

        Assert.Equal(LogDiskError.Exists, refusal.Error);
        Assert.False(Disk.DirectoryExists($"{Top}/file"));
    }

    [Fact]
    public void List_gives_names_kinds_and_lengths_in_ordinal_order()
    {
        Disk.CreateDirectory($"{Top}/b");
        Put("c", 1, 2, 3);
        Put("B");
        Put("a", 1);

        var entries = Disk.List(Top);

        Assert.Equal([new("B", false, 0), new("a", false, 1), new("b", true, 0), new("c", false, 3)], entries);
    }

    [Fact]
    public void List_of_an_absent_directory_is_refused()
    {
        var refusal = Assert.Throws<LogDiskException>(() => Disk.List($"{Top}/absent"));

        Assert.Equal(LogDiskError.NotFound, refusal.Error);
    }

    [Fact]
    public void Deleted_file_is_gone_but_who_has_it_open_reads_on()
    {
        Put("file", 1, 2, 3);
        using var open = Disk.Open($"{Top}/file", LogFileMode.Existing);

        Disk.Delete($"{Top}/file");
        Put("file", 9);

        var bytes = new byte[3];
        Assert.Equal(3, open.Read(0, bytes));
        Assert.Equal([1, 2, 3], bytes);
        Assert.Equal([9], Get("file"));
    }

    [Fact]
    public void Delete_of_what_is_not_there_does_nothing()
    {
        Disk.Delete($"{Top}/absent");
        Disk.Delete($"{Top}/absent/absent");
        Disk.DeleteDirectory($"{Top}/absent");
        Disk.DeleteDirectory($"{Top}/absent/absent");

        Assert.Empty(Disk.List(Top));
    }

    [Fact]
    public void Delete_leaves_directories_alone()
    {
        Disk.CreateDirectory($"{Top}/directory");

        var refusal = Assert.Throws<LogDiskException>(() => Disk.Delete($"{Top}/directory"));

        Assert.Equal(LogDiskError.Denied, refusal.Error);
        Assert.True(Disk.DirectoryExists($"{Top}/directory"));
    }

    [Fact]
    public void Only_an_empty_directory_is_deleted()
    {
        Disk.CreateDirectory($"{Top}/directory");
        Put("directory/file");

        var refusal = Assert.Throws<LogDiskException>(() => Disk.DeleteDirectory($"{Top}/directory"));
        Disk.Delete($"{Top}/directory/file");
        Disk.DeleteDirectory($"{Top}/directory");

        Assert.Equal(LogDiskError.Exists, refusal.Error);
        Assert.False(Disk.DirectoryExists($"{Top}/directory"));
    }

    [Fact]
    public void Rename_replaces_a_file_and_keeps_open_files_open()
    {
        Put("new", 1, 2);
        Put("old", 3);
        using var replaced = Disk.Open($"{Top}/old", LogFileMode.Existing);
        using var renamed = Disk.Open($"{Top}/new", LogFileMode.Existing);

        Disk.Rename($"{Top}/new", $"{Top}/old");
        renamed.Write(2, [4]);

        var bytes = new byte[2];
        Assert.Equal(1, replaced.Read(0, bytes));
        Assert.Equal(3, bytes[0]);
        Assert.Equal([1, 2, 4], Get("old"));
        Assert.Equal(["old"], Disk.List(Top).Select(entry => entry.Name));
    }

    [Fact]
    public void Rename_moves_a_directory_with_all_it_holds()
    {
        Disk.CreateDirectory($"{Top}/from/below");
        Disk.CreateDirectory($"{Top}/above");
        Put("from/below/file", 7);

        Disk.Rename($"{Top}/from", $"{Top}/above/to");

        Assert.Equal([7], Get("above/to/below/file"));
        Assert.False(Disk.DirectoryExists($"{Top}/from"));
    }

    [Fact]
    public void Rename_to_its_own_name_changes_nothing()
    {
        Put("file", 5);

        Disk.Rename($"{Top}/file", $"{Top}/file");

        Assert.Equal([5], Get("file"));
    }

    [Theory]
    [InlineData("absent", "file", LogDiskError.NotFound)]
    [InlineData("file", "absent/file", LogDiskError.NotFound)]
    [InlineData("file", "full", LogDiskError.Failed)]
    [InlineData("full", "full/below", LogDiskError.Failed)]
    [InlineData("empty", "full", LogDiskError.Exists)]
    public void Rename_that_makes_no_sense_is_refused(string source, string target, LogDiskError error)
    {
        Put("file");
        Disk.CreateDirectory($"{Top}/full/directory");
        Disk.CreateDirectory($"{Top}/empty");
        var before = Disk.List(Top);

        var refusal = Assert.Throws<LogDiskException>(() => Disk.Rename($"{Top}/{source}", $"{Top}/{target}"));

        Assert.Equal(error, refusal.Error);
        Assert.Equal(before, Disk.List(Top));
    }

    [Fact]
    public void Directory_is_flushed_only_where_there_is_one()
    {
        Put("file", 1);

        Disk.FlushDirectory(Top);
        var refusal = Assert.Throws<LogDiskException>(() => Disk.FlushDirectory($"{Top}/absent"));

        Assert.Equal(LogDiskError.NotFound, refusal.Error);
        Assert.Equal("flush directory", refusal.Operation);
    }

    [Fact]
    public void Lock_has_one_holder_until_it_is_released()
    {
        var held = Disk.Lock($"{Top}/.lock");

        var refusal = Assert.Throws<LogDiskException>(() => Disk.Lock($"{Top}/.lock"));
        held.Dispose();
        held.Dispose();
        using var again = Disk.Lock($"{Top}/.lock");

        Assert.Equal(LogDiskError.Locked, refusal.Error);
        Assert.Throws<LogDiskException>(() => Disk.Lock($"{Top}/.lock"));
    }

    /// <summary>Writes a file anew, whole.</summary>
    protected void Put(string name, params byte[] bytes)
    {
        Disk.Delete($"{Top}/{name}");
        using var file = Disk.Open($"{Top}/{name}", LogFileMode.New);
        file.Write(0, bytes);
    }

    /// <summary>Reads a file whole.</summary>
    protected byte[] Get(string name)
    {
        using var file = Disk.Open($"{Top}/{name}", LogFileMode.Existing);
        var bytes = new byte[file.Length];
        Assert.Equal(bytes.Length, file.Read(0, bytes));
        return bytes;
    }
}
