-- CreateTable
CREATE TABLE "booking" (
    "id" SERIAL NOT NULL,
    "trainee_id" INTEGER NOT NULL,
    "course_id" INTEGER NOT NULL,
    "begin_at" TIMESTAMP(3) NOT NULL,
    "seat" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "booking_trainee_id_idx" ON "booking"("trainee_id");

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_trainee_id_fkey" FOREIGN KEY ("trainee_id") REFERENCES "trainee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
