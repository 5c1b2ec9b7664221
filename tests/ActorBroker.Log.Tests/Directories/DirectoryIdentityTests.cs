using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

public sealed class DirectoryIdentityTests
{
    private const string Golden =
        "41424944" + "00000001" + "00000019" // kind, version, length of the content
        + "00000003" + "0123456789ABCDEF0123456789ABCDEF" // broker 3, directory id
        + "04" + "C3BC" + "2D" + "31" // "ü-1"
        + "C21FA715";

    private static readonly DirectoryIdentity Example =
        new("ü-1", new BrokerId(3), Guid.ParseExact("0123456789abcdef0123456789abcdef", "n"));

    private readonly MemoryDisk _disk = new();

    public DirectoryIdentityTests() => _disk.CreateDirectory("/log");

    [Fact]
    public void Version_1_has_these_bytes()
    {
        Assert.Equal(Golden, Convert.ToHexString(DirectoryIdentityFile.Encode(Example)));
        Assert.Equal(StateFileCondition.Sound, DirectoryIdentityFile.Decode(Convert.FromHexString(Golden), out var identity));
        Assert.Equal(Example, identity);
    }

    [Fact]
    public void Every_damage_is_found()
    {
        var seed = Seeds.Next();

        foreach (var damaged in FileDamage.All(DirectoryIdentityFile.Encode(Example), seed))
            Assert.Equal(StateFileCondition.Damaged, DirectoryIdentityFile.Decode(damaged, out _));
    }

    [Fact]
    public void A_saved_identity_is_loaded_again()
    {
        Assert.Null(DirectoryIdentityFile.Load(_disk, "/log"));

        DirectoryIdentityFile.Save(_disk, "/log", Example);

        Assert.Equal(Example, DirectoryIdentityFile.Load(_disk, "/log"));
    }

    [Fact]
    public void A_damaged_identity_refuses_by_name()
    {
        AtomicFile.Replace(_disk, "/log/identity", [1, 2, 3]);

        var refusal = Assert.Throws<DamagedIdentityException>(() => DirectoryIdentityFile.Load(_disk, "/log"));

        Assert.Equal("/log/identity", refusal.Path);
    }

    [Fact]
    public void A_newer_identity_refuses_by_version()
    {
        var file = DirectoryIdentityFile.Encode(Example);
        StateFile.Seal(file, kind: 0x41424944, version: 9);
        AtomicFile.Replace(_disk, "/log/identity", file);

        var refusal = Assert.Throws<NewerFormatException>(() => DirectoryIdentityFile.Load(_disk, "/log"));

        Assert.Equal(("/log/identity", 9, 1), (refusal.Path, refusal.Found, refusal.Supported));
    }

    [Theory]
    [InlineData("other", 3, "cluster id", "other", "ü-1")]
    [InlineData("ü-1", 4, "broker id", "4", "3")]
    public void Another_owner_is_refused_with_what_differs(string cluster, int broker, string what, string expected, string found)
    {
        var refusal = Assert.Throws<DirectoryMismatchException>(
            () => DirectoryIdentityFile.Verify("/log", Example, cluster, new BrokerId(broker)));

        Assert.Equal(("/log/identity", what, expected, found), (refusal.Path, refusal.What, refusal.Expected, refusal.Found));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public void A_cluster_id_has_1_to_255_bytes(int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => DirectoryIdentityFile.Encode(Example with { ClusterId = new string('x', length) }));
    }
}
